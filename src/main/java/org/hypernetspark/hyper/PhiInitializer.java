package org.hypernetspark.hyper;

import java.util.Arrays;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.param.Initializer;
import org.hypernetspark.param.Initializers;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;

/** Fills {@code phi}: trunk, piece embeddings and shared tensors by an ordinary rule, the head by the hypernet's own. */
final class PhiInitializer {
    private final Hypernet hypernet;

    PhiInitializer(Hypernet hypernet) {
        this.hypernet = hypernet;
    }

    float[] initialize(long seed) {
        HypernetInit init = hypernet.spec().init();
        Initializer ordinary = init == HypernetInit.XAVIER ? Initializers.xavier() : Initializers.he();
        float[] phi = hypernet.layout().initialize(ordinary, seed);
        if (init == HypernetInit.HYPERFAN_IN) {
            double[] variances = rawVariances();
            hypernet.generators().forEach(generator -> hyperfanHead(generator, variances, phi, seed));
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

    /**
     * Each output's row of the head gets the variance that gives the generated value the variance He's rule asks for, with
     * hidden activations of unit second moment. Where pieces share an output, it gets their mean.
     */
    private void hyperfanHead(Generator generator, double[] rawVariances, float[] phi, long seed) {
        double[] variances = outputVariances(generator, rawVariances);
        int last = generator.network().specs().size() - 1;
        ParameterLayout layout = generator.network().layout();
        int output = 0;
        for (int i = 0; i < layout.specs().size(); i++) {
            ParameterSpec spec = layout.specs().get(i);
            if (layout.offset(i) >= generator.network().offset(last) && spec.kind() == ParameterKind.WEIGHT) {
                long name = Seeds.hash("head" + generator.prefix() + spec.name());
                RandomStream random = Seeds.stream(seed, Purpose.INITIALISATION, name);
                fillRows(phi, generator.at() + layout.offset(i), spec, variances, output, random);
                output += spec.shape().dim(0);
            }
        }
    }

    private static void fillRows(
            float[] phi, int offset, ParameterSpec spec, double[] variances, int firstOutput, RandomStream random) {
        int inputs = spec.shape().dim(1);
        for (int row = 0; row < spec.shape().dim(0); row++) {
            double bound = Math.sqrt(3 * variances[firstOutput + row] / inputs);
            for (int i = 0; i < inputs; i++) {
                phi[offset + row * inputs + i] = (float) (bound * (2 * random.nextDouble() - 1));
            }
        }
    }

    /** For each output of one run the mean variance wanted of the raw values it becomes. */
    private double[] outputVariances(Generator generator, double[] wanted) {
        double[] sums = new double[generator.part().width()];
        int[] counts = new int[sums.length];
        int end = generator.firstPiece() + generator.part().pieces();
        for (Segment run : hypernet.plan().segments()) {
            if (run.piece() >= generator.firstPiece() && run.piece() < end) {
                for (int i = 0; i < run.length(); i++) {
                    sums[run.from() + i] += wanted[run.to() + i];
                    counts[run.from() + i]++;
                }
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= Math.max(1, counts[i]);
        }
        return sums;
    }

    /** The variance wanted of each raw value, so that the weights made of them have that of {@link #variance}. */
    private double[] rawVariances() {
        double[] variances = new double[hypernet.raw().size()];
        int at = 0;
        for (int i = 0; i < hypernet.tensors().size(); i++) {
            TensorForm tensor = hypernet.tensors().get(i);
            int size = tensor.raw().stream().mapToInt(ParameterSpec::size).sum();
            Arrays.fill(variances, at, at + size, tensor.rawVariance(variance(hypernet.generated(i))));
            at += size;
        }
        return variances;
    }

    /** He's variance for weights; a small one for biases, so that they do not drown the inputs at the start. */
    private static double variance(ParameterSpec spec) {
        return (spec.kind() == ParameterKind.WEIGHT ? 2.0 : 0.1) / spec.fanIn();
    }
}
