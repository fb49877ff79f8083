package org.hypernetspark.bench;

import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Rows;

/**
 * Made-up rows that can be learned: standard normal features; the label is a wave of a projection of them that differs from
 * task to task, cut into equal classes where classes are wanted.
 */
final class SyntheticRows {
    private static final double NOISE = 0.05;

    private final int features;
    private final int outputs;
    private final boolean classes;
    private final int count;
    private final long seed;

    /** Rows for this target, {@code count} for each task. */
    SyntheticRows(TargetSpec target, int count, long seed) {
        this.features = target.input().size();
        this.outputs = target.network().output().size();
        this.classes = target.loss().classification();
        this.count = count;
        this.seed = seed;
    }

    /** The rows of one task; they depend on seed and id alone. */
    Rows of(String id) {
        RandomStream random = new RandomStream(Seeds.mix(seed ^ Seeds.hash("rows " + id)));
        float[] projection = new float[features];
        for (int i = 0; i < features; i++) {
            projection[i] = (float) (random.nextGaussian() / Math.sqrt(features));
        }
        double phase = 2 * Math.PI * random.nextDouble();
        int labelWidth = classes ? 1 : outputs;
        float[] x = new float[count * features];
        float[] y = new float[count * labelWidth];
        for (int row = 0; row < count; row++) {
            double projected = 0;
            for (int i = 0; i < features; i++) {
                float value = (float) random.nextGaussian();
                x[row * features + i] = value;
                projected += projection[i] * value;
            }
            for (int i = 0; i < labelWidth; i++) {
                double wave = Math.sin(2 * projected + phase + i) + NOISE * random.nextGaussian();
                y[row * labelWidth + i] = classes ? classOf(wave) : (float) wave;
            }
        }
        return Rows.of(count, x, y);
    }

    private float classOf(double wave) {
        int bin = (int) Math.floor((wave + 1) / 2 * outputs);
        return Math.max(0, Math.min(outputs - 1, bin));
    }
}
