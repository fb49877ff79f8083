package org.hypernetspark.ml.predict;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.DrawnInput;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetPass;
import org.hypernetspark.hyper.PreferenceInput;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;

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
    private final Sampling sampling;
    private final int vectorSize;
    private final int conditionSize;
    private final int size;
    private final int atOnce;
    private final HypernetPass pass;
    private final List<DrawnInput> drawn;
    private final int drawnAt;
    private final PreferenceInput preference;
    private final int preferenceAt;
    private final float[] center;
    private final float[] condition;
    private final RandomStream random = new RandomStream(0);
    private long generated;

    /** Of one variant's networks. */
    NetworkGenerator(Hypernet hypernet, ModelPayload payload, PredictionRules rules) {
        Condition seen = hypernet.condition();
        this.payload = payload;
        this.sampling = rules.sampling();
        this.vectorSize = seen.vector();
        this.conditionSize = seen.size();
        this.size = hypernet.target().layout().size();
        this.atOnce =
                Integer.highestOneBit((int) Math.max(1, Math.min(MOST_AT_ONCE, WORKING_FLOATS / Math.max(1, size))));
        this.pass = hypernet.pass(atOnce);
        this.drawn = seen.drawn();
        this.preference = seen.preference();
        this.preferenceAt = preference == null ? 0 : seen.offset(preference);
        this.center = center(seen, rules.preference());
        this.drawnAt = conditionSize - center.length;
        this.condition = new float[atOnce * conditionSize];
    }

    /** What is drawn, where nothing is: the given preference, and the centres of the other distributions. */
    private static float[] center(Condition condition, float[] preference) {
        int size = condition.drawn().stream().mapToInt(DrawnInput::size).sum();
        float[] encoded = new float[size];
        int at = 0;
        for (DrawnInput input : condition.drawn()) {
            float[] values = new float[input.size()];
            input.center(values, 0);
            boolean given = input instanceof PreferenceInput && preference.length > 0;
            input.encode(given ? preference : values, 0, encoded, at);
            at += input.size();
        }
        return encoded;
    }

    /** How many networks {@link #generate} takes at most. */
    int atOnce() {
        return atOnce;
    }

    /** Networks generated so far. */
    long generated() {
        return generated;
    }

    /** The weights of each of these tasks; an unknown one has a zero vector. */
    float[][] generate(List<NetworkKey> keys) {
        for (int i = 0; i < keys.size(); i++) {
            set(i, keys.get(i));
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

    /**
     * Drawn networks of a task, those with the numbers {@code first} and on, {@link #atOnce} of them; valid until the next
     * call. Dropout in the trunk acts.
     */
    Weights sample(NetworkKey key, int first) {
        long task = Seeds.derive(sampling.seed(), Purpose.PREDICTION, Seeds.hash(key.task()));
        for (int i = 0; i < atOnce; i++) {
            set(i, key);
            draw(i * conditionSize + drawnAt, task, first + i);
        }
        generated += atOnce;
        return pass.generate(payload.phi(), condition, atOnce, true, Seeds.derive(task, Purpose.DROPOUT, first));
    }

    private void set(int slot, NetworkKey key) {
        int at = slot * conditionSize;
        payload.vector(key.task(), condition, at);
        System.arraycopy(key.given(), 0, condition, at + vectorSize, drawnAt - vectorSize);
        System.arraycopy(center, 0, condition, at + drawnAt, center.length);
        if (key.preference().length > 0) {
            preference.encode(key.preference(), 0, condition, at + preferenceAt);
        }
    }

    /** Noise and the like; a preference is never drawn here. */
    private void draw(int at, long task, int sample) {
        int to = at;
        for (int i = 0; i < drawn.size(); i++) {
            DrawnInput input = drawn.get(i);
            if (!(input instanceof PreferenceInput)) {
                float[] values = new float[input.size()];
                random.reset(Seeds.derive(task, Purpose.CONDITION, i, sample));
                input.draw(random, values, 0);
                input.encode(values, 0, condition, to);
            }
            to += input.size();
        }
    }
}
