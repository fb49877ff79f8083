package org.hypernetspark.continual;

import java.util.Map;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.task.Rows;

/**
 * Elastic weight consolidation, on line: {@code strength / 2 * sum F (theta - theta*)^2}, where {@code F} is the decayed sum of
 * the tasks' Fisher diagonals and {@code theta*} the weights after the last task (Kirkpatrick et al. 2017; Schwarz et al.
 * 2018).
 */
final class ElasticWeights implements WeightPenalty {
    private final Loss loss;
    private final float strength;
    private final float decay;
    private final Anchors anchors;

    /**
     * Before the first task.
     *
     * @param decay what remains of earlier importances when a task is added, 1 for all
     */
    ElasticWeights(int size, Loss loss, double strength, double decay) {
        this.loss = loss;
        this.strength = (float) strength;
        this.decay = (float) decay;
        this.anchors = new Anchors(size);
    }

    @Override
    public void addGradient(float[] theta, float[] dTheta) {
        anchors.addGradient(strength, theta, dTheta);
    }

    @Override
    public void learned(Network network, float[] theta, Rows rows) {
        float[] fisher = new FisherDiagonal(network, loss).of(theta, rows);
        for (int i = 0; i < fisher.length; i++) {
            anchors.importance[i] = decay * anchors.importance[i] + fisher[i];
        }
        System.arraycopy(theta, 0, anchors.anchor, 0, theta.length);
    }

    @Override
    public Map<String, float[]> state() {
        return anchors.state();
    }

    @Override
    public void restore(Map<String, float[]> state) {
        anchors.restore(state);
    }
}
