package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hypernetspark.param.ParameterKind;

/**
 * What a hypernet's targets look like before training: the spread of their weights, of their activations, and of gradients
 * that come back.
 *
 * @param input standard deviation of the inputs
 * @param tensors the target's tensors
 * @param layers the target's layers
 */
public record InitialState(double input, List<TensorState> tensors, List<LayerState> layers) {
    /** Copies the lists. */
    public InitialState {
        tensors = List.copyOf(tensors);
        layers = List.copyOf(layers);
    }

    /**
     * A tensor of the target.
     *
     * @param name its name
     * @param kind what it is for
     * @param deviation standard deviation of its values over all tasks
     * @param he the standard deviation that He's rule gives weights of this layer
     * @param xavier the standard deviation that Xavier's rule gives them
     */
    public record TensorState(String name, ParameterKind kind, double deviation, double he, double xavier) {}

    /**
     * A layer of the target.
     *
     * @param name its number and name
     * @param activation standard deviation of its outputs over all tasks and rows
     * @param gradient standard deviation of the gradient of its outputs, for a standard normal one at the target's output
     */
    public record LayerState(String name, double activation, double gradient) {}

    /**
     * Measures a hypernet.
     *
     * @param phi its parameters
     * @param probes at least one task
     * @param seed of the gradients at the output
     */
    public static InitialState of(Hypernet hypernet, float[] phi, List<Probe> probes, long seed) {
        return new InitialStateMeasurement(hypernet, phi, probes, seed).run();
    }

    /**
     * What may hinder training, a line each.
     *
     * @param factor above 1: how much larger or smaller something may be than it should be. Weights are compared with He's and
     *     Xavier's rules, activations with the inputs, gradients with the output's, which they may differ from by the square of
     *     it, since widths change them
     */
    public List<String> warnings(double factor) {
        List<String> warnings = new ArrayList<>();
        for (TensorState tensor : tensors) {
            double low = Math.min(tensor.he(), tensor.xavier());
            double high = Math.max(tensor.he(), tensor.xavier());
            if (tensor.kind() == ParameterKind.WEIGHT) {
                warn(
                        warnings,
                        factor,
                        "weights of " + tensor.name(),
                        tensor.deviation(),
                        low,
                        high,
                        "He and Xavier want");
            }
        }
        for (LayerState layer : layers) {
            warn(warnings, factor, "outputs of " + layer.name(), layer.activation(), input, input, "the inputs have");
        }
        for (LayerState layer : layers) {
            warn(warnings, factor * factor, "gradients at " + layer.name(), layer.gradient(), 1, 1, "the output has");
        }
        return warnings;
    }

    private static void warn(
            List<String> warnings, double factor, String what, double is, double low, double high, String rule) {
        boolean large = !(is <= high * factor);
        boolean small = is < low / factor;
        if (large || small) {
            double times = large ? is / high : low / is;
            warnings.add(String.format(
                    Locale.ROOT,
                    "%s have a standard deviation of %.3g, %.1f times %s than %s",
                    what,
                    is,
                    times,
                    large ? "larger" : "smaller",
                    rule));
        }
    }
}
