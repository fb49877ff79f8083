package org.hypernetspark.ml.predict;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Weights;

/** Predicts blocks of rows by one network for each task. Keeps generated networks and working memory; not thread-safe. */
final class TaskPredictor implements BlockPredictor {
    private final NetworkGenerator generator;
    private final int most;
    /** The networks that are kept, the oldest first. */
    private final ArrayDeque<NetworkRows> kept = new ArrayDeque<>();

    private final RowRunner runner;

    TaskPredictor(Hypernet hypernet, ModelPayload payload, PredictionRules rules) {
        long bytes = Math.max(1, Float.BYTES * (long) hypernet.target().layout().size());
        this.generator = new NetworkGenerator(hypernet, payload, rules);
        this.most = (int) Math.max(1, Math.min(Integer.MAX_VALUE, rules.cacheBytes() / bytes));
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
    public void predict(List<NetworkRows> rows, float[] x, float[] y) {
        List<NetworkRows> missing = new ArrayList<>();
        for (NetworkRows own : rows) {
            if (own.theta() == null) {
                missing.add(own);
            } else {
                run(own.theta(), own.rows(), x, y);
            }
        }
        int atOnce = Math.min(most, generator.atOnce());
        for (int first = 0; first < missing.size(); first += atOnce) {
            generate(missing.subList(first, Math.min(first + atOnce, missing.size())), x, y);
        }
    }

    private void generate(List<NetworkRows> missing, float[] x, float[] y) {
        float[][] networks =
                generator.generate(missing.stream().map(NetworkRows::key).toList());
        for (int i = 0; i < networks.length; i++) {
            keep(missing.get(i), networks[i]);
            run(networks[i], missing.get(i).rows(), x, y);
        }
    }

    private void keep(NetworkRows network, float[] theta) {
        if (kept.size() == most) {
            kept.poll().keep(null);
        }
        network.keep(theta);
        kept.add(network);
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
