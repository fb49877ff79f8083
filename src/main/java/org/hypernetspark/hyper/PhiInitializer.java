package org.hypernetspark.hyper;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.param.Initializer;
import org.hypernetspark.param.Initializers;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterSpec;

/** Fills {@code phi}: trunk, piece embeddings, shared and base tensors by an ordinary rule, heads by the hypernet's own. */
final class PhiInitializer {
    private final Hypernet hypernet;
    private final InitMethod method;
    private final long seed;
    private final float[] phi;

    PhiInitializer(Hypernet hypernet, long seed) {
        this.hypernet = hypernet;
        this.method = hypernet.spec().init().method();
        this.seed = seed;
        Initializer ordinary = method == InitMethod.XAVIER ? Initializers.xavier() : Initializers.he();
        this.phi = hypernet.layout().initialize(ordinary, seed);
    }

    float[] initialize() {
        if (hypernet.trainedNetwork() != null) {
            takeTrainedNetwork(hypernet.trainedNetwork());
        }
        scaleBases();
        List<double[]> wanted =
                hypernet.variants().stream().map(this::rawVariances).toList();
        for (int part = 0; part < hypernet.generators().size(); part++) {
            new HeadInitializer(hypernet, part, phi, seed).initialize(wanted);
        }
        return phi;
    }

    private void takeTrainedNetwork(float[] theta) {
        for (Segment run : hypernet.sharedRuns()) {
            System.arraycopy(theta, run.to(), phi, hypernet.sharedAt() + run.from(), run.length());
        }
        int at = hypernet.baseAt();
        for (int i = 0; i < hypernet.tensors().size(); i++) {
            int size = hypernet.tensors().get(i).base() ? hypernet.generated(i).size() : 0;
            System.arraycopy(theta, hypernet.generatedAt(i), phi, at, size);
            at += size;
        }
    }

    private void scaleBases() {
        int at = hypernet.baseAt();
        for (int i = 0; i < hypernet.tensors().size(); i++) {
            TensorForm tensor = hypernet.tensors().get(i);
            int size = tensor.base() ? hypernet.generated(i).size() : 0;
            Kernels.scale(size, tensor.baseScale(), phi, at);
            at += size;
        }
    }

    /** For each raw value of a variant the variance that gives the weights made of it the variance wanted. */
    private double[] rawVariances(Hypernet variant) {
        double[] weights = WantedVariances.of(variant).of(variant.spec().init());
        double[] variances = new double[variant.raw().size()];
        int at = 0;
        for (int i = 0; i < variant.tensors().size(); i++) {
            TensorForm tensor = variant.tensors().get(i);
            int size = tensor.raw().stream().mapToInt(ParameterSpec::size).sum();
            Arrays.fill(variances, at, at + size, rawVariance(tensor, weights[variant.generatedAt(i)]));
            at += size;
        }
        return variances;
    }

    /** Where there is a base, it is the ordinary network that bias-hyperinit begins with. */
    private double rawVariance(TensorForm tensor, double wanted) {
        return method == InitMethod.BIAS_HYPERINIT && tensor.base() ? 0 : tensor.rawVariance(wanted);
    }
}
