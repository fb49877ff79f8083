package org.hypernetspark.ml.predict;

import java.util.List;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Weights;

/** Predicts blocks of rows by several drawn networks for each task. Keeps working memory; not thread-safe. */
final class SampledPredictor implements BlockPredictor {
    private final NetworkGenerator generator;
    private final RowRunner runner;
    private final int samples;
    private final boolean classes;
    private SampleMoments moments;

    SampledPredictor(Hypernet hypernet, ModelPayload payload, PredictionRules rules) {
        this.generator = new NetworkGenerator(hypernet, payload, rules);
        this.runner = new RowRunner(hypernet, payload.loss());
        this.samples = rules.sampling().samples();
        this.classes = payload.loss().classification();
    }

    @Override
    public int rowWidth() {
        return runner.rowWidth();
    }

    @Override
    public int outputWidth() {
        return SampleMoments.width(runner.outputWidth(), classes);
    }

    @Override
    public long generated() {
        return generator.generated();
    }

    @Override
    public void predict(List<NetworkRows> rows, float[] x, float[] y) {
        int room = y.length / outputWidth();
        if (moments == null || moments.rows() < room) {
            moments = new SampleMoments(room, runner.outputWidth(), classes);
        }
        moments.clear();
        rows.forEach(own -> predict(own.key(), own.rows(), x, y));
    }

    private void predict(NetworkKey key, IntList rows, float[] x, float[] y) {
        for (int first = 0; first < samples; first += generator.atOnce()) {
            Weights drawn = generator.sample(key, first);
            for (int i = 0; i < Math.min(generator.atOnce(), samples - first); i++) {
                Weights theta = new Weights(drawn.values(), drawn.offset() + i * drawn.stride(), 0);
                add(theta, first + i, rows, x);
            }
        }
        for (int i = 0; i < rows.size(); i++) {
            moments.write(rows.get(i), samples, y, rows.get(i) * outputWidth());
        }
    }

    private void add(Weights theta, int sample, IntList rows, float[] x) {
        for (int first = 0; first < rows.size(); first += runner.rowsAtOnce()) {
            int count = Math.min(runner.rowsAtOnce(), rows.size() - first);
            float[] output = runner.run(theta, rows, first, count, x);
            for (int i = 0; i < count; i++) {
                moments.add(rows.get(first + i), sample, output, i * runner.outputWidth());
            }
        }
    }
}
