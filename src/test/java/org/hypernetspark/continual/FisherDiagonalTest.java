package org.hypernetspark.continual;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.FiniteDifferences;
import org.hypernetspark.reference.ReferenceLosses;
import org.hypernetspark.reference.ReferenceNetwork;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.Rows;
import org.junit.jupiter.api.Test;

class FisherDiagonalTest {
    private static final int ROWS = 19;

    @Test
    void isTheMeanOfEachRowsSquaredGradient() {
        Network network = Network.of(Shape.of(3), List.of(new Dense(4), Activation.TANH, new Dense(3)));
        Loss loss = new SoftmaxCrossEntropy();
        float[] theta = Vectors.normal(network.layout().size(), 0.7, 1);
        float[] x = Vectors.normal(ROWS * 3, 2);
        float[] y = new float[ROWS];
        double[] expected = new double[theta.length];
        for (int row = 0; row < ROWS; row++) {
            y[row] = row % 3;
            double[] one = Vectors.toDouble(x, row * 3, 3);
            float[] label = {y[row]};
            double[] gradient = FiniteDifferences.gradient(
                    point -> ReferenceLosses.mean(
                            loss, ReferenceNetwork.forward(network, point, 0, one, 0), 3, label, new float[] {1}, 0),
                    Vectors.toDouble(theta));
            for (int i = 0; i < expected.length; i++) {
                expected[i] += gradient[i] * gradient[i] / ROWS;
            }
        }
        float[] fisher = new FisherDiagonal(network, loss).of(theta, Rows.of(ROWS, x, y));
        assertThat(Vectors.relativeError(fisher, expected)).isLessThanOrEqualTo(1e-4);
    }
}
