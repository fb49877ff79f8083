package org.hypernetspark.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.InitMethod;
import org.hypernetspark.hyper.InitialState;
import org.hypernetspark.hyper.InitialState.LayerState;
import org.hypernetspark.hyper.Probe;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainingDivergedException;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;

/**
 * Chang, Flokas and Lipson 2020, "Principled weight initialization for hypernetworks": a generated MLP of five layers of 300
 * on MNIST. Activations and gradients by layer at step 0, and the training loss, under each initialisation.
 *
 * <p>Arguments: MNIST's folder, the page to write, and perhaps the number of steps and seeds.
 */
public final class HyperfanStability {
    static final List<InitMethod> METHODS = List.of(
            InitMethod.HYPERFAN_IN,
            InitMethod.HYPERFAN_OUT,
            InitMethod.HYPERFAN_HARMONIC,
            InitMethod.BIAS_HYPERINIT,
            InitMethod.XAVIER,
            InitMethod.HE);
    private static final int EMBEDDING = 8;
    private static final int TRUNK = 50;
    private static final int IMAGES = 10_000;
    private static final int BATCH = 64;

    private final Rows images;
    private final int width;
    private final long[] seeds;

    /**
     * A run.
     *
     * @param images standardised, with their digits
     * @param width units of each of the five layers
     */
    HyperfanStability(Rows images, int width, int seeds) {
        this.images = images;
        this.width = width;
        this.seeds = LongStream.rangeClosed(1, seeds).toArray();
    }

    /** Writes the page. */
    public static void main(String[] arguments) throws IOException {
        int steps = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 100;
        int seeds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3;
        Rows images = MnistImages.training(Path.of(arguments[0]), IMAGES);
        new HyperfanStability(images, 300, seeds).page(steps).write(Path.of(arguments[1]));
    }

    private Hypernet hypernet(InitMethod method) {
        List<LayerSpec> layers = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            layers.add(new Dense(width));
            layers.add(Activation.RELU);
        }
        layers.add(new Dense(10));
        List<LayerSpec> trunk = List.of(new Dense(TRUNK), Activation.RELU);
        HypernetSpec spec = new HypernetSpec(
                new Condition(EMBEDDING, 0), trunk, new GenerateOnce(), List.of(), HypernetInit.of(method));
        return Hypernet.of(spec, Network.of(Shape.of(images.featureWidth()), layers));
    }

    /** The target's dense layers at step 0: log10 of the standard deviations of outputs, or of their gradients. */
    List<Sample> atTheStart(InitMethod method, boolean gradients) {
        Hypernet hypernet = hypernet(method);
        double[][] logarithms = new double[6][seeds.length];
        for (int s = 0; s < seeds.length; s++) {
            InitialState state =
                    InitialState.of(hypernet, hypernet.initialize(seeds[s]), probes(hypernet, seeds[s]), seeds[s]);
            for (int i = 0; i < logarithms.length; i++) {
                LayerState layer = state.layers().get(2 * i);
                logarithms[i][s] = Math.log10(gradients ? layer.gradient() : layer.activation());
            }
        }
        return Arrays.stream(logarithms).map(Sample::new).toList();
    }

    /** Four tasks with standard normal embeddings that see the first images. */
    private List<Probe> probes(Hypernet hypernet, long seed) {
        int values = Math.min(images.count(), 200) * images.featureWidth();
        float[] x = Arrays.copyOf(images.features(), values);
        return Probe.standardNormal(hypernet, 4, 1, seed).stream()
                .map(probe -> new Probe(probe.condition(), x))
                .toList();
    }

    /** The mean training loss of the last tenth of some steps of Adam; NaN if training diverged. */
    double loss(InitMethod method, long seed, int steps) {
        OptimizerSpec adam = OptimizerSpec.adam(1e-4);
        TrainingSpec defaults = TrainingSpec.defaults();
        TrainingSpec spec = defaults.withRounds(10)
                .withSteps(Math.max(1, steps / 10), BATCH, 1, 1)
                .withOptimizers(adam, adam, defaults.optimizerState())
                .withSeed(seed);
        List<Double> losses = new ArrayList<>();
        try {
            new LocalTrainer(hypernet(method), new SoftmaxCrossEntropy(), spec, 1)
                    .train(List.of(Task.of("mnist", images)), losses(losses));
        } catch (TrainingDivergedException e) {
            return Double.NaN;
        }
        return losses.get(losses.size() - 1);
    }

    private static TrainingListener losses(List<Double> losses) {
        return new TrainingListener() {
            @Override
            public void roundEnded(RoundReport report) {
                losses.add(report.meanLoss());
            }
        };
    }

    private Page page(int steps) {
        long phi = hypernet(InitMethod.HE).counts().phi();
        List<String> columns = new ArrayList<>(List.of("initialisation"));
        IntStream.rangeClosed(1, 5).forEach(i -> columns.add("layer " + i));
        columns.add("output");
        return new Page()
                .say("# Hyperfan initialisation")
                .say(String.format(
                        Locale.ROOT,
                        "Chang, Flokas and Lipson, \"Principled weight initialization for hypernetworks\", ICLR 2020. One"
                                + " network of five layers of %d units with ReLU and an output of 10, generated at once (weights"
                                + " and biases) from an embedding of %d through a trunk of %d units with ReLU; `phi` holds %,d"
                                + " values. MNIST, the first %,d images, standardised. Mean ± deviation over %d seeds."
                                + " Made by `scripts/reproduce.sh hyperfan`.",
                        width,
                        EMBEDDING,
                        TRUNK,
                        phi,
                        images.count(),
                        seeds.length))
                .say(
                        "The paper shows curves, not numbers: under hyperfan-in the activations' spread stays flat from layer to"
                                + " layer, under hyperfan-out the gradients'; with an ordinary initialisation of the hypernet (He,"
                                + " which it calls Kaiming) activations explode, and the loss falls late or not at all.")
                .say("## Activations at step 0: log10 of the standard deviation of each layer's outputs")
                .table(columns, rows(false))
                .say("## Gradients at step 0: log10 of the standard deviation of the gradient of each layer's outputs")
                .say("For a standard normal gradient of the output.")
                .table(columns, rows(true))
                .say("## Training loss")
                .say("Cross-entropy, mean over the last tenth of " + steps
                        + " steps of Adam (learning rate 0.0001, batch " + BATCH + "); chance is 2.303.")
                .table(List.of("initialisation", "loss"), losses(steps));
    }

    private List<List<String>> rows(boolean gradients) {
        List<List<String>> rows = new ArrayList<>();
        for (InitMethod method : METHODS) {
            List<String> row = new ArrayList<>(List.of(method.label()));
            atTheStart(method, gradients).forEach(sample -> row.add(sample.text()));
            rows.add(row);
        }
        return rows;
    }

    private List<List<String>> losses(int steps) {
        List<List<String>> rows = new ArrayList<>();
        for (InitMethod method : METHODS) {
            double[] losses = Arrays.stream(seeds)
                    .mapToDouble(seed -> loss(method, seed, steps))
                    .toArray();
            rows.add(List.of(method.label(), new Sample(losses).text()));
        }
        return rows;
    }
}
