package org.hypernetspark.hyper;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Layer;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;

/**
 * The variance that each value of a target should have at the start (Chang et al. 2020, tables 1 and 2).
 *
 * <p>With the gain {@code c} of what follows the layer: hyperfan-in wants {@code c / (b fanIn)} for weights, {@code b} 2 if the
 * layer's biases are generated too, and {@code c / 2} for biases, so that both halves keep the activations' variance;
 * hyperfan-out wants {@code c / fanOut} and {@code max(0, c (1 - fanIn / fanOut))}. Pieces share their outputs, so biases
 * cannot have a share of their own there: they are wanted as small as weights, and {@code b} is 1.
 *
 * @param target the network
 * @param generated names of its generated tensors
 * @param pieces whether it is generated in pieces
 */
record WantedVariances(Network target, List<String> generated, boolean pieces) {
    static WantedVariances of(Hypernet hypernet) {
        return new WantedVariances(
                hypernet.target(),
                hypernet.generatedTensors().specs().stream()
                        .map(ParameterSpec::name)
                        .toList(),
                hypernet.plan().parts().stream().anyMatch(part -> part.pieceEmbedding() > 0));
    }

    /** For each value of the target the variance that an initialisation wants. */
    double[] of(HypernetInit init) {
        VarianceRule own = init.variances();
        return own == null ? of(init.method()) : of((spec, gain, share) -> checked(own, spec, gain));
    }

    /** For each value of the target the variance that a method wants. */
    double[] of(InitMethod method) {
        return of((spec, gain, share) -> wanted(method, spec, gain, share));
    }

    private interface Rule {
        double variance(ParameterSpec spec, double gain, boolean share);
    }

    private static double checked(VarianceRule rule, ParameterSpec spec, double gain) {
        double variance = rule.variance(spec, gain);
        if (!(variance >= 0) || Double.isInfinite(variance)) {
            throw new IllegalArgumentException("The initialisation's variances " + rule + " give " + variance + " for "
                    + spec.name() + "; expected a number of at least 0");
        }
        return variance;
    }

    private double[] of(Rule rule) {
        double[] variances = new double[target.layout().size()];
        int tensor = 0;
        for (int layer = 0; layer < target.layers().size(); layer++) {
            boolean share = !pieces && biasHasShare(tensor, target.layers().get(layer));
            double gain = gain(layer);
            for (int i = 0; i < target.layers().get(layer).parameters().size(); i++) {
                ParameterSpec spec = target.layout().specs().get(tensor);
                int at = target.layout().offset(tensor);
                Arrays.fill(variances, at, at + spec.size(), rule.variance(spec, gain, share));
                tensor++;
            }
        }
        return variances;
    }

    /** Whether a layer is one product with generated biases; elsewhere (norms, cells) biases begin as small as weights. */
    private boolean biasHasShare(int firstTensor, Layer layer) {
        List<ParameterSpec> specs = target.layout()
                .specs()
                .subList(firstTensor, firstTensor + layer.parameters().size());
        return specs.stream()
                                .filter(spec -> spec.kind() == ParameterKind.WEIGHT)
                                .count()
                        == 1
                && specs.stream()
                        .anyMatch(spec -> spec.kind() == ParameterKind.BIAS && generated.contains(spec.name()));
    }

    private static double wanted(InitMethod method, ParameterSpec spec, double gain, boolean share) {
        return switch (method) {
            case HYPERFAN_OUT -> fanOut(spec, gain, share);
            case HYPERFAN_HARMONIC -> harmonicMean(fanIn(spec, gain, share), fanOut(spec, gain, share));
            case BIAS_HYPERINIT -> spec.kind() == ParameterKind.WEIGHT ? gain / spec.fanIn() : 0;
            default -> fanIn(spec, gain, share);
        };
    }

    private static double fanIn(ParameterSpec spec, double gain, boolean share) {
        if (!share) {
            return gain / spec.fanIn();
        }
        return spec.kind() == ParameterKind.WEIGHT ? gain / (2 * spec.fanIn()) : gain / 2;
    }

    private static double fanOut(ParameterSpec spec, double gain, boolean share) {
        if (spec.kind() == ParameterKind.WEIGHT || !share) {
            return gain / spec.fanOut();
        }
        return Math.max(0, gain * (1 - (double) spec.fanIn() / spec.fanOut()));
    }

    private static double harmonicMean(double a, double b) {
        return a == 0 || b == 0 ? 0 : 2 / (1 / a + 1 / b);
    }

    /** Of the first activation behind a layer, if it comes before the next layer with weights; 1 if none does. */
    private double gain(int layer) {
        for (int next = layer + 1; next < target.specs().size(); next++) {
            LayerSpec spec = target.specs().get(next);
            if (spec instanceof Activation activation) {
                return gain(activation);
            }
            if (!target.layers().get(next).parameters().isEmpty()) {
                return 1;
            }
        }
        return 1;
    }

    /** What makes up for the share of the second moment that an activation keeps. */
    private static double gain(Activation activation) {
        return switch (activation) {
            case RELU, ELU, SOFTPLUS, GELU -> 2;
            case LEAKY_RELU -> 2 / (1 + 0.01 * 0.01);
            default -> 1;
        };
    }
}
