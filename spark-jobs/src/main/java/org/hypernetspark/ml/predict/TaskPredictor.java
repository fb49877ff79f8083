package org.hypernetspark.ml.predict;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Weights;

/** Predicts blocks of rows by one network for each task. Keeps generated networks and working memory; not thread-safe. */
final class TaskPredictor implements BlockPredictor {
    private final NetworkGenerator generator;
    private final NetworkCache cache;
    private final int cached;
    private final RowRunner runner;

    TaskPredictor(Hypernet hypernet, ModelPayload payload, PredictionRules rules) {
        long bytes = Math.max(1, Float.BYTES * (long) hypernet.target().layout().size());
        this.generator = new NetworkGenerator(hypernet, payload, rules);
        this.cached = (int) Math.max(1, Math.min(Integer.MAX_VALUE, rules.cacheBytes() / bytes));
        this.cache = new NetworkCache(cached);
        this.runner = new RowRunner(hypernet, payload.loss());
    }

    @Override
    public int rowWidth() {
        return runner.rowWidth();
    }

    @Override
    public int outputWidth() {
        return runner.outputWidth();
    }

    @Override
    public long generated() {
        return generator.generated();
    }

    @Override
    public void predict(Map<NetworkKey, IntList> rows, float[] x, float[] y) {
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
        int width = runner.outputWidth();
        for (int first = 0; first < rows.size(); first += runner.rowsAtOnce()) {
            int count = Math.min(runner.rowsAtOnce(), rows.size() - first);
            float[] output = runner.run(weights, rows, first, count, x);
            for (int i = 0; i < count; i++) {
                System.arraycopy(output, i * width, y, rows.get(first + i) * width, width);
            }
        }
    }
}
