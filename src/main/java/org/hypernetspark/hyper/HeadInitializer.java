package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;

/** Fills the head of one generator, and scales its piece embeddings where the method says so; the rest is there already. */
final class HeadInitializer {
    /** Standard normal conditions that the trunk is measured with. */
    private static final int PROBES = 256;

    private final Hypernet hypernet;
    private final Generator generator;
    private final double[] wanted;
    private final float[] phi;
    private final long seed;
    private final int last;

    /**
     * For one generator.
     *
     * @param wanted variance of each raw value
     * @param phi with everything but the head filled
     */
    HeadInitializer(Hypernet hypernet, Generator generator, double[] wanted, float[] phi, long seed) {
        this.hypernet = hypernet;
        this.generator = generator;
        this.wanted = wanted;
        this.phi = phi;
        this.seed = seed;
        this.last = generator.network().specs().size() - 1;
    }

    void initialize() {
        HypernetInit init = hypernet.spec().init();
        switch (init.method()) {
            case HYPERFAN_IN, HYPERFAN_OUT, HYPERFAN_HARMONIC -> fillWeights(outputVariances());
            case CHUNKED_HYPERFAN -> putVarianceIntoPieces();
            case BIAS_HYPERINIT -> fillBias(outputVariances());
            case XAVIER, HE -> {}
        }
        for (HeadTensor tensor : head(ParameterKind.WEIGHT)) {
            Kernels.scale(tensor.spec().size(), (float) init.headScale(), phi, tensor.at());
        }
    }

    /**
     * A tensor of the last layer.
     *
     * @param spec its description; its first dimension are outputs
     * @param at where it begins in {@code phi}
     * @param output its first output
     */
    private record HeadTensor(ParameterSpec spec, int at, int output) {}

    /** The last layer's weights or its biases, in order of their outputs. */
    private List<HeadTensor> head(ParameterKind kind) {
        ParameterLayout layout = generator.network().layout();
        List<HeadTensor> tensors = new ArrayList<>();
        int output = 0;
        for (int i = 0; i < layout.specs().size(); i++) {
            ParameterSpec spec = layout.specs().get(i);
            if (layout.offset(i) >= generator.network().offset(last) && spec.kind() == kind) {
                tensors.add(new HeadTensor(spec, generator.at() + layout.offset(i), output));
                output += spec.shape().dim(0);
            }
        }
        return tensors;
    }

    /**
     * Each output's row of the head gets the variance that gives the generated value the variance wanted, with hidden
     * activations as the trunk makes them of standard normal conditions.
     */
    private void fillWeights(double[] variances) {
        double moment = hiddenMoment();
        for (HeadTensor tensor : head(ParameterKind.WEIGHT)) {
            RandomStream random = random(tensor);
            int rows = tensor.spec().shape().dim(0);
            int inputs = tensor.spec().size() / rows;
            for (int row = 0; row < rows; row++) {
                double variance = variances[tensor.output() + row] / (inputs * moment);
                fill(variance, tensor.at() + row * inputs, inputs, random);
            }
        }
    }

    private void fillBias(double[] variances) {
        for (HeadTensor tensor : head(ParameterKind.WEIGHT)) {
            Arrays.fill(phi, tensor.at(), tensor.at() + tensor.spec().size(), 0);
        }
        for (HeadTensor tensor : head(ParameterKind.BIAS)) {
            RandomStream random = random(tensor);
            for (int i = 0; i < tensor.spec().size(); i++) {
                fill(variances[tensor.output() + i], tensor.at() + i, 1, random);
            }
        }
    }

    private RandomStream random(HeadTensor tensor) {
        long name = Seeds.hash("head" + generator.prefix() + tensor.spec().name());
        return Seeds.stream(seed, Purpose.INITIALISATION, name);
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
        double[] pieces = pieceVariances();
        double smallest = Arrays.stream(pieces).min().orElseThrow();
        double[] variances = new double[generator.part().width()];
        Arrays.fill(variances, smallest);
        fillWeights(variances);
        int embedding = generator.part().pieceEmbedding();
        int condition = generator.network().input().size() - embedding;
        for (int piece = 0; piece < pieces.length; piece++) {
            double variance = ((condition + embedding) * pieces[piece] / smallest - condition) / embedding;
            int at = generator.embeddingsAt() + piece * embedding;
            Kernels.scale(embedding, (float) Math.sqrt(variance), phi, at);
        }
    }

    /** For each output of one run the mean variance wanted of the raw values it becomes. */
    private double[] outputVariances() {
        double[] sums = new double[generator.part().width()];
        int[] counts = new int[sums.length];
        for (Segment run : runs()) {
            for (int i = 0; i < run.length(); i++) {
                sums[run.from() + i] += wanted[run.to() + i];
                counts[run.from() + i]++;
            }
        }
        return means(sums, counts);
    }

    /** For each piece the mean variance wanted of the raw values made from it. */
    private double[] pieceVariances() {
        double[] sums = new double[generator.part().pieces()];
        int[] counts = new int[sums.length];
        for (Segment run : runs()) {
            int piece = run.piece() - generator.firstPiece();
            for (int i = 0; i < run.length(); i++) {
                sums[piece] += wanted[run.to() + i];
            }
            counts[piece] += run.length();
        }
        return means(sums, counts);
    }

    private List<Segment> runs() {
        int first = generator.firstPiece();
        int end = first + generator.part().pieces();
        return hypernet.plan().segments().stream()
                .filter(run -> run.piece() >= first && run.piece() < end)
                .toList();
    }

    private static double[] means(double[] sums, int[] counts) {
        Arrays.setAll(sums, i -> sums[i] / Math.max(1, counts[i]));
        return sums;
    }

    /**
     * The second moment of what the last layer reads. Measured, not computed, so that it holds for any trunk; He's rule keeps
     * it near 1 through layers with ReLU.
     */
    private double hiddenMoment() {
        if (last == 0) {
            return 1;
        }
        Network trunk = Network.of(
                generator.network().input(), generator.network().specs().subList(0, last));
        float[] probes = new float[PROBES * trunk.input().size()];
        RandomStream random = Seeds.stream(seed, Purpose.INITIALISATION, Seeds.hash("probes of the trunk"));
        for (int i = 0; i < probes.length; i++) {
            probes[i] = (float) random.nextGaussian();
        }
        Weights weights = new Weights(phi, generator.at(), 0);
        float[] hidden = trunk.pass(1, PROBES).predict(weights, probes, 1, PROBES);
        int n = PROBES * trunk.output().size();
        double norm = Kernels.norm(hidden, 0, n);
        return norm > 0 ? norm * norm / n : 1;
    }
}
