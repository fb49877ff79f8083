package org.hypernetspark.ml.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;

/**
 * Predicts blocks of rows, task by task. Keeps generated networks and working memory; not thread-safe.
 *
 * <p>It always runs full batches, padded if need be: matrix products of different shapes differ in their last bits, and a
 * prediction shall not depend on the rows beside it.
 */
final class TaskPredictor {
    private static final int ROWS_AT_ONCE = 32;
    /** Rows that a small network runs at once: its cost is in the rows, not in reading its weights. */
    private static final int FEW_ROWS = 8;
    /** Weights up to which a network is small. */
    private static final int SMALL = 16384;

    private final NetworkGenerator generator;
    private final NetworkCache cache;
    private final int cached;
    private final NetworkPass pass;
    private final Loss loss;
    private final int inputWidth;
    private final int outputWidth;
    private final int rowsAtOnce;
    private final float[] batch;

    TaskPredictor(ModelPayload payload, long cacheBytes) {
        Hypernet hypernet = payload.hypernet();
        long bytes = Math.max(1, Float.BYTES * (long) hypernet.target().layout().size());
        this.generator = new NetworkGenerator(payload);
        this.cached = (int) Math.max(1, Math.min(Integer.MAX_VALUE, cacheBytes / bytes));
        this.cache = new NetworkCache(cached);
        this.rowsAtOnce = hypernet.target().layout().size() <= SMALL ? FEW_ROWS : ROWS_AT_ONCE;
        this.pass = hypernet.target().pass(1, rowsAtOnce);
        this.loss = payload.loss();
        this.inputWidth = hypernet.target().input().size();
        this.outputWidth = hypernet.target().output().size();
        this.batch = new float[rowsAtOnce * inputWidth];
    }

    int inputWidth() {
        return inputWidth;
    }

    int outputWidth() {
        return outputWidth;
    }

    long generated() {
        return generator.generated();
    }

    /**
     * Predicts a block of rows.
     *
     * @param rows for each network the rows that run through it
     * @param x features of all rows of the block {@code [rows, features]}
     * @param y where predictions go {@code [rows, outputs]}
     */
    void predict(Map<NetworkKey, IntList> rows, float[] x, float[] y) {
        Map<NetworkKey, IntList> missing = new LinkedHashMap<>();
        rows.forEach((key, own) -> {
            float[] theta = cache.get(key);
            if (theta == null) {
                missing.put(key, own);
            } else {
                run(theta, own, x, y);
            }
        });
        List<NetworkKey> group = new ArrayList<>();
        int most = Math.min(cached, generator.atOnce());
        for (NetworkKey key : missing.keySet()) {
            group.add(key);
            if (group.size() == most) {
                generate(group, missing, x, y);
                group.clear();
            }
        }
        if (!group.isEmpty()) {
            generate(group, missing, x, y);
        }
    }

    private void generate(List<NetworkKey> keys, Map<NetworkKey, IntList> rows, float[] x, float[] y) {
        float[][] networks = generator.generate(keys);
        for (int i = 0; i < networks.length; i++) {
            cache.put(keys.get(i), networks[i]);
            run(networks[i], rows.get(keys.get(i)), x, y);
        }
    }

    private void run(float[] theta, IntList rows, float[] x, float[] y) {
        Weights weights = Weights.single(theta);
        for (int first = 0; first < rows.size(); first += rowsAtOnce) {
            int count = Math.min(rowsAtOnce, rows.size() - first);
            for (int i = 0; i < count; i++) {
                System.arraycopy(x, rows.get(first + i) * inputWidth, batch, i * inputWidth, inputWidth);
            }
            float[] output = pass.predict(weights, batch, 1, rowsAtOnce);
            loss.link(output, count, outputWidth);
            for (int i = 0; i < count; i++) {
                System.arraycopy(output, i * outputWidth, y, rows.get(first + i) * outputWidth, outputWidth);
            }
        }
    }
}
