package org.hypernetspark.net;

import java.util.function.DoubleUnaryOperator;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;

/**
 * Three tasks of five examples with a loss: random outputs, labels and masks; the last task is masked altogether, and
 * masked labels are NaN.
 */
final class LossCase {
    static final int TASKS = 3;
    static final int BATCH = 5;

    final Loss loss;
    final Shape output;
    final LossPass pass = new LossPass();
    final int labelWidth;

    /** Labels are {@code label} of a uniform number in [0, 1). */
    LossCase(Loss loss, Shape output, DoubleUnaryOperator label) {
        int width = output.size();
        this.loss = loss;
        this.output = output;
        this.labelWidth = loss.labelWidth(output);
        pass.labelWidth = labelWidth;
        pass.tasks = TASKS;
        pass.batch = BATCH;
        pass.width = width;
        pass.output = Vectors.normal(TASKS * BATCH * width, 2, 21);
        pass.labels = new float[TASKS * BATCH * labelWidth];
        pass.mask = new float[pass.labels.length];
        RandomStream random = new RandomStream(22);
        for (int i = 0; i < pass.labels.length; i++) {
            boolean masked = i / (BATCH * labelWidth) == TASKS - 1 || i % 4 == 1;
            double uniform = random.nextDouble();
            pass.labels[i] = masked ? Float.NaN : (float) label.applyAsDouble(uniform);
            pass.mask[i] = masked ? 0 : 1;
        }
        pass.dOutput = LayerRun.filled(pass.output.length, Float.NaN);
        pass.losses = new double[TASKS];
        pass.counts = new double[TASKS];
    }

    LossCase compute() {
        loss.compute(pass);
        return this;
    }

    /** The same loss of one task alone. */
    LossCase alone(int task) {
        LossCase alone = new LossCase(loss, output, u -> 0);
        alone.pass.tasks = 1;
        System.arraycopy(pass.output, task * BATCH * pass.width, alone.pass.output, 0, BATCH * pass.width);
        System.arraycopy(pass.labels, task * BATCH * labelWidth, alone.pass.labels, 0, BATCH * labelWidth);
        System.arraycopy(pass.mask, task * BATCH * labelWidth, alone.pass.mask, 0, BATCH * labelWidth);
        return alone;
    }
}
