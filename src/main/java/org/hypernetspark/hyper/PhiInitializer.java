package org.hypernetspark.hyper;

import java.util.Arrays;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.param.Initializer;
import org.hypernetspark.param.Initializers;
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
            hyperfanHead(phi, seed);
        }
        return phi;
    }

    /**
     * Each output's row of the head gets the variance that gives the generated value the variance He's rule asks for, with
     * hidden activations of unit second moment. Where pieces share an output, it gets their mean.
     */
    private void hyperfanHead(float[] phi, long seed) {
        double[] variances = outputVariances();
        int last = hypernet.spec().trunk().size();
        ParameterLayout layout = hypernet.generator().layout();
        int output = 0;
        for (int i = 0; i < layout.specs().size(); i++) {
            ParameterSpec spec = layout.specs().get(i);
            if (layout.offset(i) >= hypernet.generator().offset(last) && spec.kind() == ParameterKind.WEIGHT) {
                RandomStream random = Seeds.stream(seed, Purpose.INITIALISATION, Seeds.hash("head" + spec.name()));
                fillRows(phi, layout.offset(i), spec, variances, output, random);
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

    /** For each output of one run the mean variance wanted of the generated values it becomes. */
    private double[] outputVariances() {
        double[] sums = new double[hypernet.plan().width()];
        int[] counts = new int[sums.length];
        double[] wanted = targetVariances();
        for (Segment run : hypernet.generatedRuns()) {
            for (int i = 0; i < run.length(); i++) {
                sums[run.from() + i] += wanted[run.to() + i];
                counts[run.from() + i]++;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] /= Math.max(1, counts[i]);
        }
        return sums;
    }

    /** He's variance for weights; a small one for biases, so that they do not drown the inputs at the start. */
    private double[] targetVariances() {
        ParameterLayout target = hypernet.target().layout();
        double[] variances = new double[target.size()];
        for (int i = 0; i < target.specs().size(); i++) {
            ParameterSpec spec = target.specs().get(i);
            double variance = spec.kind() == ParameterKind.WEIGHT ? 2.0 / spec.fanIn() : 0.1 / spec.fanIn();
            Arrays.fill(variances, target.offset(i), target.offset(i) + spec.size(), variance);
        }
        return variances;
    }
}
