package org.hypernetspark.ml.predict;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetPass;
import org.hypernetspark.net.Weights;

/**
 * Generates the weights of several tasks at once. Keeps working memory; not thread-safe.
 *
 * <p>It always runs a full group, padded if need be: matrix products of different shapes differ in their last bits, and a
 * task's weights shall not depend on the company they are generated in.
 */
final class NetworkGenerator {
    private static final long WORKING_FLOATS = 16L << 20;
    private static final int MOST_AT_ONCE = 32;

    private final ModelPayload payload;
    private final int embedding;
    private final int conditionSize;
    private final int size;
    private final int atOnce;
    private final HypernetPass pass;
    private final float[] condition;
    private long generated;

    NetworkGenerator(ModelPayload payload) {
        Hypernet hypernet = payload.hypernet();
        this.payload = payload;
        this.embedding = hypernet.condition().embedding();
        this.conditionSize = hypernet.condition().size();
        this.size = hypernet.target().layout().size();
        this.atOnce =
                Integer.highestOneBit((int) Math.max(1, Math.min(MOST_AT_ONCE, WORKING_FLOATS / Math.max(1, size))));
        this.pass = hypernet.pass(atOnce);
        this.condition = new float[atOnce * conditionSize];
    }

    /** How many networks {@link #generate} takes at most. */
    int atOnce() {
        return atOnce;
    }

    /** Networks generated so far. */
    long generated() {
        return generated;
    }

    /** The weights of each of these tasks; an unknown one has a zero embedding. */
    float[][] generate(List<NetworkKey> keys) {
        for (int i = 0; i < keys.size(); i++) {
            int at = i * conditionSize;
            payload.embedding(keys.get(i).task(), condition, at);
            int descriptor = conditionSize - embedding;
            System.arraycopy(keys.get(i).descriptor(), 0, condition, at + embedding, descriptor);
        }
        Weights theta = pass.generate(payload.phi(), condition, atOnce);
        float[][] networks = new float[keys.size()][];
        for (int i = 0; i < networks.length; i++) {
            int from = theta.offset() + i * theta.stride();
            networks[i] = Arrays.copyOfRange(theta.values(), from, from + size);
        }
        generated += networks.length;
        return networks;
    }
}
