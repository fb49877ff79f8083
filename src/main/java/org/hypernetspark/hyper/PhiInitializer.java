package org.hypernetspark.hyper;

import java.util.Arrays;
import java.util.Map;
import org.hypernetspark.param.Initializer;
import org.hypernetspark.param.Initializers;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterSpec;

/**
 * Fills {@code phi}: trunk, piece embeddings, shared tensors and bases by an ordinary rule, the heads by the hypernet's own
 * ({@link HeadInitializer}).
 */
final class PhiInitializer {
    private final Hypernet hypernet;
    private final InitMethod method;
    private final long seed;

    PhiInitializer(Hypernet hypernet, long seed) {
        this.hypernet = hypernet;
        this.method = hypernet.spec().init().method();
        this.seed = seed;
    }

    float[] initialize() {
        Initializer ordinary = method == InitMethod.XAVIER ? Initializers.xavier() : Initializers.he();
        float[] phi = hypernet.layout().initialize(ordinary, seed);
        double[] variances = rawVariances();
        for (Generator generator : hypernet.generators()) {
            new HeadInitializer(hypernet, generator, variances, phi, seed).initialize();
        }
        scaleBases(phi);
        return phi;
    }

    private void scaleBases(float[] phi) {
        int at = hypernet.baseAt();
        for (int i = 0; i < hypernet.tensors().size(); i++) {
            TensorForm tensor = hypernet.tensors().get(i);
            int size = tensor.base() ? hypernet.generated(i).size() : 0;
            Kernels.scale(size, tensor.baseScale(), phi, at);
            at += size;
        }
    }

    /** The variance wanted of each raw value, so that the weights made of them have that of {@link WantedVariances}. */
    private double[] rawVariances() {
        Map<String, Double> wanted = WantedVariances.of(hypernet).of(method);
        double[] variances = new double[hypernet.raw().size()];
        int at = 0;
        for (int i = 0; i < hypernet.tensors().size(); i++) {
            TensorForm tensor = hypernet.tensors().get(i);
            int size = tensor.raw().stream().mapToInt(ParameterSpec::size).sum();
            Arrays.fill(variances, at, at + size, rawVariance(tensor, wanted.get(hypernet.generated(i).name())));
            at += size;
        }
        return variances;
    }

    /** Where there is a base, it is the ordinary network that bias-hyperinit begins with. */
    private double rawVariance(TensorForm tensor, double wanted) {
        return method == InitMethod.BIAS_HYPERINIT && tensor.base() ? 0 : tensor.rawVariance(wanted);
    }
}
