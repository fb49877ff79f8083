package org.hypernetspark.continual;

import org.hypernetspark.net.Loss;
import org.hypernetspark.net.LossPass;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.TaskBatch;

/**
 * The diagonal of the empirical Fisher information of a network's weights: the mean over rows of the squared gradient of each
 * row's loss (Kirkpatrick et al. 2017).
 *
 * <p>Rows run side by side as tasks of one row each, with the same weights, so that each gets a gradient of its own.
 */
final class FisherDiagonal {
    private static final int ROWS_AT_ONCE = 16;

    private final Network network;
    private final Loss loss;

    FisherDiagonal(Network network, Loss loss) {
        this.network = network;
        this.loss = loss;
    }

    /** One value for each weight. */
    float[] of(float[] theta, Rows rows) {
        int size = network.layout().size();
        int labels = loss.labelWidth(network.output());
        NetworkPass pass = network.pass(ROWS_AT_ONCE, 1);
        TaskBatch batch = new TaskBatch(ROWS_AT_ONCE, 1, network.input().size(), labels);
        LossPass lossPass = lossPass(batch);
        Weights gradients = new Weights(new float[Math.multiplyExact(ROWS_AT_ONCE, size)], 0, size);
        Weights weights = Weights.single(theta);
        double[] sums = new double[size];
        for (int first = 0; first < rows.count(); first += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, rows.count() - first);
            for (int slot = 0; slot < count; slot++) {
                batch.fill(slot, rows, first + slot, 1);
            }
            lossPass.tasks = count;
            lossPass.output = pass.predict(weights, batch.x(), count, 1);
            lossPass.dOutput = lossPass.output;
            loss.compute(lossPass);
            pass.backward(weights, gradients, lossPass.dOutput, false);
            addSquares(gradients.values(), count, sums);
        }
        float[] fisher = new float[size];
        for (int i = 0; i < size; i++) {
            fisher[i] = (float) (sums[i] / rows.count());
        }
        return fisher;
    }

    private LossPass lossPass(TaskBatch batch) {
        LossPass pass = new LossPass();
        pass.batch = 1;
        pass.width = network.output().size();
        pass.labels = batch.y();
        pass.mask = batch.mask();
        pass.losses = new double[ROWS_AT_ONCE];
        pass.counts = new double[ROWS_AT_ONCE];
        return pass;
    }

    private static void addSquares(float[] gradients, int count, double[] sums) {
        for (int slot = 0; slot < count; slot++) {
            int at = slot * sums.length;
            for (int i = 0; i < sums.length; i++) {
                sums[i] += gradients[at + i] * gradients[at + i];
            }
        }
    }
}
