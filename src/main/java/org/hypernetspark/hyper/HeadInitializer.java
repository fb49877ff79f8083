package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;

/** Fills the head of one generator, the last layer, where {@link InitMethod} wants another start than an ordinary rule gives. */
final class HeadInitializer {
    /** Standard normal conditions that the network is measured with. */
    private static final int PROBES = 256;
    /** Of tasks whose pieces are seen together: fewest. */
    private static final int TASKS = 16;

    private final Hypernet hypernet;
    private final int part;
    private final Generator generator;
    private final InitMethod method;
    private final float[] phi;
    private final long seed;

    HeadInitializer(Hypernet hypernet, int part, float[] phi, long seed) {
        this.hypernet = hypernet;
        this.part = part;
        this.generator = hypernet.generators().get(part);
        this.method = hypernet.spec().init().method();
        this.phi = phi;
        this.seed = seed;
    }

    /** Fills it so that the raw values of each variant get these variances. */
    void initialize(List<double[]> wanted) {
        boolean ordinary = method == InitMethod.XAVIER || method == InitMethod.HE;
        if (!ordinary && !generator.affine()) {
            scaleOutputs(wanted);
        } else {
            switch (method) {
                case HYPERFAN_IN, HYPERFAN_OUT, HYPERFAN_HARMONIC -> fillHead(outputVariances(wanted));
                case CHUNKED_HYPERFAN -> putVarianceIntoPieces(wanted);
                case BIAS_HYPERINIT -> fillBias(outputVariances(wanted));
                case XAVIER, HE -> {}
            }
        }
        float scale = (float) hypernet.spec().init().headScale();
        for (HeadTensor tensor : head(ParameterKind.WEIGHT)) {
            Kernels.scale(tensor.spec().size(), scale, phi, tensor.at());
        }
    }

    /**
     * A tensor of the head.
     *
     * @param spec its description; its first dimension are outputs
     * @param at where it begins in {@code phi}
     * @param output its first output
     */
    private record HeadTensor(ParameterSpec spec, int at, int output) {}

    /** The weights or biases of the last layer that has parameters, in order of their outputs. */
    private List<HeadTensor> head(ParameterKind kind) {
        ParameterLayout layout = generator.network().layout();
        int layer = generator.network().layers().size() - 1;
        while (generator.network().layers().get(layer).parameters().isEmpty()) {
            layer--;
        }
        int begin = generator.network().offset(layer);
        List<HeadTensor> tensors = new ArrayList<>();
        int output = 0;
        for (int i = 0; i < layout.specs().size(); i++) {
            ParameterSpec spec = layout.specs().get(i);
            if (layout.offset(i) >= begin && spec.kind() == kind) {
                tensors.add(new HeadTensor(spec, generator.at() + layout.offset(i), output));
                output += spec.shape().dim(0);
            }
        }
        return tensors;
    }

    /**
     * Each output's row of the head gets the variance that gives the generated value the variance wanted, with hidden
     * activations as the layers before make them of standard normal conditions.
     */
    private void fillHead(double[] variances) {
        double moment = moment(generator.hidden());
        for (HeadTensor tensor : head(ParameterKind.WEIGHT)) {
            RandomStream random = random(tensor);
            int inputs = tensor.spec().shape().dim(1);
            for (int row = 0; row < tensor.spec().shape().dim(0); row++) {
                double variance = variances[tensor.output() + row] / (inputs * moment);
                fill(variance, tensor.at() + row * inputs, inputs, random);
            }
        }
    }

    /** Where outputs share the last weights, these are scaled so that the outputs' mean second moment is that wanted. */
    private void scaleOutputs(List<double[]> wanted) {
        double mean = Arrays.stream(outputVariances(wanted)).average().orElseThrow();
        double moment = moment(generator.network().specs());
        for (HeadTensor tensor : head(ParameterKind.WEIGHT)) {
            Kernels.scale(tensor.spec().size(), (float) Math.sqrt(mean / moment), phi, tensor.at());
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
        String name = "head" + generator.prefix() + tensor.spec().name();
        return Seeds.stream(seed, Purpose.INITIALISATION, Seeds.hash(name));
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
    private void putVarianceIntoPieces(List<double[]> wanted) {
        double[] pieces = pieceVariances(wanted);
        double smallest = Arrays.stream(pieces).min().orElseThrow();
        double[] variances = new double[generator.part().width()];
        Arrays.fill(variances, smallest);
        fillHead(variances);
        int embedding = generator.part().pieceEmbedding();
        int condition = generator.network().input().size() - embedding;
        for (int piece = 0; piece < pieces.length; piece++) {
            double variance = ((condition + embedding) * pieces[piece] / smallest - condition) / embedding;
            int at = generator.embeddingsAt() + piece * embedding;
            Kernels.scale(embedding, (float) Math.sqrt(variance), phi, at);
        }
    }

    /** For each output of one run the mean variance wanted of the raw values it becomes, in whatever variant. */
    private double[] outputVariances(List<double[]> wanted) {
        double[] sums = new double[generator.part().width()];
        int[] counts = new int[sums.length];
        eachRun((variant, role, run) -> {
            for (int i = 0; i < run.length(); i++) {
                sums[run.from() + i] += wanted.get(variant)[run.to() + i];
                counts[run.from() + i]++;
            }
        });
        return means(sums, counts);
    }

    /** For each piece embedding the mean variance wanted of the raw values generated from it, in whatever variant. */
    private double[] pieceVariances(List<double[]> wanted) {
        double[] sums = new double[generator.part().embeddings()];
        int[] counts = new int[sums.length];
        eachRun((variant, role, run) -> {
            for (int i = 0; i < run.length(); i++) {
                sums[role] += wanted.get(variant)[run.to() + i];
            }
            counts[role] += run.length();
        });
        return means(sums, counts);
    }

    @FunctionalInterface
    private interface RunUse {
        void accept(int variant, int role, Segment run);
    }

    /** The runs of this part's outputs in each variant, {@code to} in the variant's raw vector. */
    private void eachRun(RunUse use) {
        for (int variant = 0; variant < hypernet.variants().size(); variant++) {
            Hypernet own = hypernet.variants().get(variant);
            Generator its = own.generators().get(part);
            for (Segment run : own.plan().segments()) {
                int piece = run.piece() - its.firstPiece();
                if (piece >= 0 && piece < its.part().pieces()) {
                    use.accept(variant, its.part().roles().get(piece), run);
                }
            }
        }
    }

    private static double[] means(double[] sums, int[] counts) {
        Arrays.setAll(sums, i -> sums[i] / Math.max(1, counts[i]));
        return sums;
    }

    /**
     * The second moment of what the generator's first layers give. Measured, not computed, so that it holds for any layers;
     * He's rule keeps it near 1 through layers with ReLU.
     */
    private double moment(List<LayerSpec> layers) {
        if (layers.isEmpty()) {
            return 1;
        }
        Network network = Network.of(generator.network().input(), layers);
        float[] probes = probes(network.input().size());
        int rows = probes.length / network.input().size();
        Weights weights = new Weights(phi, generator.at(), 0);
        float[] outputs = network.pass(1, rows).predict(weights, probes, 1, rows);
        int n = rows * network.output().size();
        double norm = Kernels.norm(outputs, 0, n);
        return norm > 0 ? norm * norm / n : 1;
    }

    /** Standard normal rows; where pieces are seen together, those of a task share its condition. */
    private float[] probes(int width) {
        boolean together = hypernet.spec().together();
        int pieces = generator.part().pieces();
        int rows = together ? Math.max(TASKS, PROBES / pieces) * pieces : PROBES;
        float[] probes = new float[rows * width];
        RandomStream random = Seeds.stream(seed, Purpose.INITIALISATION, Seeds.hash("probes of the trunk"));
        for (int i = 0; i < probes.length; i++) {
            probes[i] = (float) random.nextGaussian();
        }
        int shared = width - generator.part().pieceEmbedding();
        for (int row = 0; together && row < rows; row++) {
            System.arraycopy(probes, row / pieces * pieces * width, probes, row * width, shared);
        }
        return probes;
    }
}
