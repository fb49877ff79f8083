package org.example.sine;

import java.util.List;
import org.hypernetspark.net.Layer;
import org.hypernetspark.net.LayerPass;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A sine with a learned size (after Sitzmann et al. 2020): {@code y = (1 + size) sin(frequency x)}, one {@code size} for each task.
 *
 * @param frequency above 0
 */
public record ScaledSine(double frequency) implements LayerSpec {
    /**
     * Checks the frequency.
     *
     * @throws IllegalArgumentException if it is not above 0
     */
    public ScaledSine {
        if (!(frequency > 0)) {
            throw new IllegalArgumentException("a scaledSine layer needs a frequency above 0, got " + frequency);
        }
    }

    @Override
    public String name() {
        return "scaled-sine";
    }

    @Override
    public Layer bind(Shape input) {
        return new Bound(input, input.size(), (float) frequency);
    }

    private record Bound(Shape input, int inputSize, float frequency) implements Layer {
        @Override
        public Shape output() {
            return input;
        }

        @Override
        public List<ParameterSpec> parameters() {
            return List.of(new ParameterSpec("size", ParameterKind.BIAS, Shape.of(1), 1, 1));
        }

        @Override
        public void forward(LayerPass p) {
            int n = p.batch * inputSize;
            for (int task = 0; task < p.tasks; task++) {
                float size = 1 + p.theta[p.weightsAt(task)];
                for (int i = task * n; i < (task + 1) * n; i++) {
                    p.y[i] = size * (float) Math.sin(frequency * p.x[i]);
                }
            }
        }

        @Override
        public void backward(LayerPass p) {
            int n = p.batch * inputSize;
            for (int task = 0; task < p.tasks; task++) {
                if (p.dTheta != null) {
                    p.dTheta[p.gradientAt(task)] = sizeGradient(p, task * n, n);
                }
                if (p.dx != null) {
                    inputGradient(p, task * n, n, 1 + p.theta[p.weightsAt(task)]);
                }
            }
        }

        private float sizeGradient(LayerPass p, int at, int n) {
            float sum = 0;
            for (int i = at; i < at + n; i++) {
                sum += p.dy[i] * (float) Math.sin(frequency * p.x[i]);
            }
            return sum;
        }

        private void inputGradient(LayerPass p, int at, int n, float size) {
            for (int i = at; i < at + n; i++) {
                p.dx[i] = p.dy[i] * size * frequency * (float) Math.cos(frequency * p.x[i]);
            }
        }
    }
}
