package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
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
    /** Standard normal conditions that the trunk is measured with. */
    private static final int PROBES = 256;

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
        switch (method) {
            case HYPERFAN_IN, HYPERFAN_OUT, HYPERFAN_HARMONIC -> fillHead(outputVariances());
            case CHUNKED_HYPERFAN -> putVarianceIntoPieces();
            case BIAS_HYPERINIT -> fillBias(outputVariances());
            case XAVIER, HE -> {}
        }
        float scale = (float) hypernet.spec().init().headScale();
        for (HeadTensor tensor : head(ParameterKind.WEIGHT)) {
            Kernels.scale(tensor.spec().size(), scale, phi, tensor.at());
        }
        return phi;
    }

    /**
     * A tensor of the head.
     *
     * @param spec its description; its first dimension are outputs
     * @param at where it begins in {@code phi}
     * @param output its first output
     */
    private record HeadTensor(ParameterSpec spec, int at, int output) {}

    /** The head's weights or its biases, in order of their outputs. */
    private List<HeadTensor> head(ParameterKind kind) {
        ParameterLayout layout = hypernet.generator().layout();
        int begin = hypernet.generator().offset(hypernet.spec().trunk().size());
        List<HeadTensor> tensors = new ArrayList<>();
        int output = 0;
        for (int i = 0; i < layout.specs().size(); i++) {
            ParameterSpec spec = layout.specs().get(i);
            if (layout.offset(i) >= begin && spec.kind() == kind) {
                tensors.add(new HeadTensor(spec, layout.offset(i), output));
                output += spec.shape().dim(0);
            }
        }
        return tensors;
    }

    /**
     * Each output's row of the head gets the variance that gives the generated value the variance wanted, with hidden
     * activations as the trunk makes them of standard normal conditions.
     */
    private void fillHead(double[] variances) {
        double moment = hiddenMoment();
        for (HeadTensor tensor : head(ParameterKind.WEIGHT)) {
            RandomStream random = random(tensor);
            int inputs = tensor.spec().shape().dim(1);
            for (int row = 0; row < tensor.spec().shape().dim(0); row++) {
                double variance = variances[tensor.output() + row] / (inputs * moment);
                fill(variance, tensor.at() + row * inputs, inputs, random);
            }
        }
    }

    private void fillBias(double[] variances) {
        head(ParameterKind.WEIGHT)
                .forEach(tensor -> Arrays.fill(
                        phi, tensor.at(), tensor.at() + tensor.spec().size(), 0));
        for (HeadTensor tensor : head(ParameterKind.BIAS)) {
            RandomStream random = random(tensor);
            for (int i = 0; i < tensor.spec().size(); i++) {
                fill(variances[tensor.output() + i], tensor.at() + i, 1, random);
            }
        }
    }

    private RandomStream random(HeadTensor tensor) {
        return Seeds.stream(
                seed,
                Purpose.INITIALISATION,
                Seeds.hash("head" + tensor.spec().name()));
    }

    private void fill(double variance, int at, int n, RandomStream random) {
        double bound = Math.sqrt(3 * variance);
        for (int i = at; i < at + n; i++) {
            phi[i] = (float) (bound * (2 * random.nextDouble() - 1));
        }
    }

    /**
     * Piece {@code k} wants the mean variance {@code w_k}. The head serves the smallest one, {@code w}, with inputs of
     * variance 1; the others' embeddings get {@code ((e + p) w_k / w - e) / p}, with {@code e} values of the condition and
     * {@code p} of the piece embedding (Chang et al. 2020, in units of {@code w}, so that it is never below 1).
     */
    private void putVarianceIntoPieces() {
        double[] wanted = pieceVariances();
        double smallest = Arrays.stream(wanted).min().orElseThrow();
        double[] variances = new double[hypernet.plan().width()];
        Arrays.fill(variances, smallest);
        fillHead(variances);
        int condition = hypernet.condition().size();
        int embedding = hypernet.plan().pieceEmbedding();
        for (int piece = 0; piece < wanted.length; piece++) {
            double variance = ((condition + embedding) * wanted[piece] / smallest - condition) / embedding;
            int at = hypernet.pieceEmbeddingAt() + piece * embedding;
            Kernels.scale(embedding, (float) Math.sqrt(variance), phi, at);
        }
    }

    /** For each output of one run the mean variance wanted of the generated values it becomes. */
    private double[] outputVariances() {
        double[] sums = new double[hypernet.plan().width()];
        int[] counts = new int[sums.length];
        double[] wanted = WantedVariances.of(hypernet).of(method);
        for (Segment run : hypernet.generatedRuns()) {
            for (int i = 0; i < run.length(); i++) {
                sums[run.from() + i] += wanted[run.to() + i];
                counts[run.from() + i]++;
            }
        }
        return means(sums, counts);
    }

    /** For each piece the mean variance wanted of the values generated from it. */
    private double[] pieceVariances() {
        double[] sums = new double[hypernet.plan().pieces()];
        int[] counts = new int[sums.length];
        double[] wanted = WantedVariances.of(hypernet).of(method);
        for (Segment run : hypernet.generatedRuns()) {
            for (int i = 0; i < run.length(); i++) {
                sums[run.piece()] += wanted[run.to() + i];
            }
            counts[run.piece()] += run.length();
        }
        return means(sums, counts);
    }

    private static double[] means(double[] sums, int[] counts) {
        Arrays.setAll(sums, i -> sums[i] / Math.max(1, counts[i]));
        return sums;
    }

    /**
     * The second moment of what the head reads. Measured, not computed, so that it holds for any trunk; He's rule keeps it
     * near 1 through layers with ReLU.
     */
    private double hiddenMoment() {
        if (hypernet.spec().trunk().isEmpty()) {
            return 1;
        }
        Network trunk =
                Network.of(hypernet.generator().input(), hypernet.spec().trunk());
        float[] probes = new float[PROBES * trunk.input().size()];
        RandomStream random = Seeds.stream(seed, Purpose.INITIALISATION, Seeds.hash("probes of the trunk"));
        for (int i = 0; i < probes.length; i++) {
            probes[i] = (float) random.nextGaussian();
        }
        float[] hidden = trunk.pass(1, PROBES).predict(Weights.single(phi), probes, 1, PROBES);
        int n = PROBES * trunk.output().size();
        double norm = Kernels.norm(hidden, 0, n);
        return norm > 0 ? norm * norm / n : 1;
    }
}
