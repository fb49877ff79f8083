package org.hypernetspark.net;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.param.Affine;
import org.hypernetspark.param.LaneKernels;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * Fully connected layer: {@code y = W x + b}, with {@code W [units, inputs]} row-major, then {@code b [units]}.
 *
 * <p>This is DL4J's flat order (its {@code [inputs, units]} weights are column-major).
 *
 * @param units number of outputs
 * @param bias whether there is a bias
 */
public record Dense(int units, boolean bias) implements FullyConnected {
    /**
     * Checks the number of units.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Dense {
        if (units < 1) {
            throw new IllegalArgumentException("a dense layer needs at least 1 unit, got " + units);
        }
    }

    /** With a bias. */
    public Dense(int units) {
        this(units, true);
    }

    @Override
    public String name() {
        return "dense";
    }

    @Override
    public Layer bind(Shape input) {
        if (input.rank() != 1) {
            throw new IllegalArgumentException(
                    "expects a flat input, got " + input + "; put a flatten layer before it");
        }
        return new Bound(input, Shape.of(units), input.size(), units, bias, new Affine(input.size(), units));
    }

    private record Bound(Shape input, Shape output, int in, int out, boolean bias, Affine affine) implements Layer {
        @Override
        public List<ParameterSpec> parameters() {
            List<ParameterSpec> specs = new ArrayList<>();
            specs.add(new ParameterSpec("weight", ParameterKind.WEIGHT, Shape.of(out, in), in, out));
            if (bias) {
                specs.add(new ParameterSpec("bias", ParameterKind.BIAS, Shape.of(out), in, out));
            }
            return specs;
        }

        @Override
        public int scratch() {
            return affine.scratch();
        }

        @Override
        public Layer examplesLast() {
            return new DenseExamplesLast(input, output, in, out, bias, parameters());
        }

        @Override
        public Layer tasksLast(LaneKernels kernels) {
            return new DenseTasksLast(input, output, in, out, bias, parameters(), kernels);
        }

        @Override
        public Layer sharedTasksLast(LaneKernels kernels) {
            return new DenseSharedTasksLast(input, output, in, out, bias, parameters(), kernels);
        }

        @Override
        public void forward(LayerPass p) {
            for (int task = 0; task < p.tasks; task++) {
                int w = p.weightsAt(task);
                int x = task * p.batch * in;
                int y = task * p.batch * out;
                int b = bias ? w + in * out : -1;
                affine.product(p.batch, p.x, x, in, p.theta, w, b, p.y, y, out, p.scratch);
            }
        }

        @Override
        public boolean updates() {
            return affine.updates();
        }

        @Override
        public void backward(LayerPass p) {
            if (p.update != null) {
                int w = p.weightsAt(0);
                int b = bias ? w + in * out : -1;
                affine.update(p.batch, p.x, 0, in, p.dy, 0, out, p.ones, p.theta, w, b, 0, p.dx, p.update, p.scratch);
                return;
            }
            for (int task = 0; task < p.tasks; task++) {
                int x = task * p.batch * in;
                int y = task * p.batch * out;
                int w = p.weightsAt(task);
                int g = p.gradientAt(task);
                int b = bias ? g + in * out : -1;
                affine.gradients(p.batch, p.x, x, in, p.dy, y, out, p.ones, p.theta, w, 0, p.dx, p.dTheta, g, b);
            }
        }
    }
}
