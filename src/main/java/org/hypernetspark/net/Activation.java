package org.hypernetspark.net;

import java.util.Locale;
import org.hypernetspark.param.LaneKernels;
import org.hypernetspark.param.Shape;

/** Elementwise activation functions; each is a layer without weights. */
public enum Activation implements LayerSpec {
    /** {@code x}. */
    IDENTITY(Elementwise.IDENTITY),
    /** {@code max(0, x)}. */
    RELU(Elementwise.RELU),
    /** {@code x} if positive, else {@code 0.01 x}. */
    LEAKY_RELU(Elementwise.LEAKY_RELU),
    /** {@code x} if positive, else {@code exp(x) - 1} (Clevert et al. 2016). */
    ELU(Elementwise.ELU),
    /** Hyperbolic tangent. */
    TANH(Elementwise.TANH),
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID(Elementwise.SIGMOID),
    /** {@code log(1 + exp(x))}. */
    SOFTPLUS(Elementwise.SOFTPLUS),
    /** {@code x Phi(x)} in its tanh form (Hendrycks and Gimpel 2016). */
    GELU(Elementwise.GELU);

    private final Elementwise function;

    Activation(Elementwise function) {
        this.function = function;
    }

    /**
     * The activation of a name as used in configurations, for example {@code leaky-relu}.
     *
     * @throws IllegalArgumentException if there is none, listing those there are
     */
    public static Activation named(String name) {
        for (Activation activation : values()) {
            if (activation.label().equals(name)) {
                return activation;
            }
        }
        StringBuilder known = new StringBuilder();
        for (Activation activation : values()) {
            known.append(known.isEmpty() ? "" : ", ").append(activation.label());
        }
        throw new IllegalArgumentException("unknown activation \"" + name + "\"; expected one of " + known);
    }

    /** The name used in configurations. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public Layer bind(Shape input) {
        return new Bound(input, input.size(), function);
    }

    private record Bound(Shape input, int size, Elementwise function) implements Layer {
        @Override
        public Shape output() {
            return input;
        }

        @Override
        public boolean inPlace() {
            return function.gradientFromOutput();
        }

        @Override
        public Layer examplesLast() {
            return this;
        }

        @Override
        public Layer tasksLast(LaneKernels kernels) {
            return new BoundTasksLast(this, kernels);
        }

        @Override
        public void forward(LayerPass p) {
            function.forward(p.x, p.y, p.examples() * size);
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx != null) {
                function.backward(p.x, p.y, p.dy, p.dx, p.examples() * size);
            }
        }
    }

    /** The same values in another order; only tangents have a form of their own. */
    private record BoundTasksLast(Bound layer, LaneKernels kernels) implements Layer {
        @Override
        public Shape input() {
            return layer.input();
        }

        @Override
        public Shape output() {
            return layer.output();
        }

        @Override
        public boolean inPlace() {
            return layer.inPlace();
        }

        @Override
        public void forward(LayerPass p) {
            layer.function().forwardInLanes(kernels, p.x, p.y, p.examples() * layer.size());
        }

        @Override
        public void backward(LayerPass p) {
            layer.backward(p);
        }
    }
}
