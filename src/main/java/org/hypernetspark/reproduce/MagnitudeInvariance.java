package org.hypernetspark.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.hypernetspark.hyper.Base;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.DeltaForm;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.CosineEncoding;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;
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
 * Ortiz, Guttag and Dalca 2024, "Magnitude invariant parametrizations improve hypernetwork learning": how large generated
 * weights are for inputs of different size, and how many steps training needs, with the encoding, with base weights, with both
 * and with neither.
 *
 * <p>Arguments: the page to write, and perhaps the number of seeds.
 */
public final class MagnitudeInvariance {
    static final double[] INPUTS = {0.1, 0.3, 1, 3, 10};
    private static final int ROUNDS = 60;
    private static final int STEPS = 25;
    private static final int TASKS = 32;
    private static final int POINTS = 64;
    private static final Network TARGET = Network.of(
            Shape.of(1), List.of(new Dense(32), Activation.RELU, new Dense(32), Activation.RELU, new Dense(1)));

    /** What a hypernet has of the parametrisation. */
    enum Arm {
        NEITHER("neither", false, false),
        ENCODING("encoding", true, false),
        BASE("base weights", false, true),
        BOTH("both (MIP)", true, true);

        private final String label;
        private final boolean encoding;
        private final boolean base;

        Arm(String label, boolean encoding, boolean base) {
            this.label = label;
            this.encoding = encoding;
            this.base = base;
        }

        /** For one input from 0 to {@code high}. */
        Hypernet hypernet(double high) {
            List<LayerSpec> trunk = new ArrayList<>();
            if (encoding) {
                trunk.add(new CosineEncoding(0, high));
            }
            for (int units : new int[] {16, 64, 128}) {
                trunk.add(new Dense(units));
                trunk.add(Activation.LEAKY_RELU);
            }
            HypernetSpec spec = new HypernetSpec(
                    new Condition(0, 1), trunk, new GenerateOnce(), List.of(), HypernetInit.HYPERFAN_IN);
            return Hypernet.of(base ? spec.with(new DeltaForm(Base.TRAINED)) : spec, TARGET);
        }
    }

    private final long[] seeds;

    MagnitudeInvariance(int seeds) {
        this.seeds = LongStream.rangeClosed(1, seeds).toArray();
    }

    /** Writes the page. */
    public static void main(String[] arguments) throws IOException {
        int seeds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        new MagnitudeInvariance(seeds).page().write(Path.of(arguments[0]));
    }

    /** The standard deviation of what is generated for an input, without base weights. */
    Sample spread(Arm arm, double input) {
        return new Sample(Arrays.stream(seeds)
                .mapToDouble(seed -> {
                    Hypernet hypernet = arm.hypernet(INPUTS[INPUTS.length - 1]);
                    float[] theta = hypernet.pass(1)
                            .generate(hypernet.initialize(seed), new float[] {(float) input}, 1)
                            .values();
                    int n = TARGET.layout().size();
                    double squares = 0;
                    for (int i = 0; i < n; i++) {
                        squares += (double) theta[i] * theta[i];
                    }
                    return Math.sqrt(squares / n);
                })
                .toArray());
    }

    /** Waves {@code sin(4 x + 3 g)}, a task for each {@code g} from 0 to 1, which is its descriptor. */
    static List<Task> waves(long seed) {
        List<Task> tasks = new ArrayList<>();
        for (int task = 0; task < TASKS; task++) {
            float shift = task / (TASKS - 1f);
            RandomStream random = new RandomStream(Seeds.derive(seed, Purpose.ROW_SPLIT, Seeds.hash("waves"), task));
            float[] x = new float[POINTS];
            float[] y = new float[POINTS];
            for (int i = 0; i < POINTS; i++) {
                x[i] = (float) (2 * random.nextDouble() - 1);
                y[i] = (float) Math.sin(4 * x[i] + 3 * shift);
            }
            tasks.add(new Task(
                    String.format(Locale.ROOT, "w%02d", task),
                    new float[] {shift},
                    Rows.of(POINTS, x, y),
                    Rows.none()));
        }
        return tasks;
    }

    /** The mean training loss of each round; shorter if training diverged. */
    List<Double> losses(Arm arm, OptimizerSpec optimizer, long seed, int rounds) {
        TrainingSpec defaults = TrainingSpec.defaults();
        TrainingSpec spec = defaults.withRounds(rounds)
                .withSteps(STEPS, 32, 8, 1)
                .withOptimizers(optimizer, optimizer, defaults.optimizerState())
                .withSeed(seed);
        List<Double> losses = new ArrayList<>();
        TrainingListener listener = new TrainingListener() {
            @Override
            public void roundEnded(RoundReport report) {
                losses.add(report.meanLoss());
            }
        };
        try {
            new LocalTrainer(arm.hypernet(1), new MeanSquaredError(), spec, 1).train(waves(seed), listener);
        } catch (TrainingDivergedException e) {
            losses.add(Double.NaN);
        }
        return losses;
    }

    private Page page() {
        List<String> inputs = new ArrayList<>(List.of("hypernet"));
        DoubleStream.of(INPUTS).forEach(input -> inputs.add("input " + input));
        return new Page()
                .say("# Magnitude-invariant parametrisation")
                .say(
                        "Ortiz, Guttag and Dalca, \"Magnitude invariant parametrizations improve hypernetwork learning\", ICLR"
                                + " 2024. A hypernet of one input and a trunk of 16, 64 and 128 units with leaky ReLU generates an MLP of"
                                + " two layers of 32 units. `encoding` is the layer `cosineEncoding` before the trunk, `base weights` the"
                                + " form `delta`; the method is both. Mean ± deviation over " + seeds.length
                                + " seeds. Made by `scripts/reproduce.sh mip`.")
                .say(
                        "The paper's claims are curves: without the encoding what is generated grows with the input, with it it"
                                + " does not; training needs fewer steps, with SGD and with Adam.")
                .say("## Size of what is generated at step 0 (root mean square), inputs from 0 to 10")
                .table(inputs, spreads())
                .say("## Training: waves `sin(4 x + 3 g)` for 32 values of `g` from 0 to 1")
                .say("Mean squared error of the last of " + ROUNDS + " rounds of " + STEPS
                        + " steps (8 tasks of 32 points"
                        + " each; SGD with learning rate 0.003 and momentum 0.9, Adam with 0.001), and steps until it was below 0.02, "
                        + ROUNDS * STEPS + " if it never was.")
                .table(
                        List.of("hypernet", "SGD: loss", "SGD: steps", "Adam: loss", "Adam: steps"),
                        Arrays.stream(Arm.values()).map(this::trained).toList());
    }

    private List<List<String>> spreads() {
        List<List<String>> rows = new ArrayList<>();
        for (Arm arm : List.of(Arm.NEITHER, Arm.ENCODING)) {
            List<String> row = new ArrayList<>(List.of(arm.label));
            DoubleStream.of(INPUTS).forEach(input -> row.add(spread(arm, input).text()));
            rows.add(row);
        }
        return rows;
    }

    private List<String> trained(Arm arm) {
        List<String> row = new ArrayList<>(List.of(arm.label));
        for (OptimizerSpec optimizer : List.of(OptimizerSpec.sgd(0.003, 0.9), OptimizerSpec.adam(0.001))) {
            List<List<Double>> runs = Arrays.stream(seeds)
                    .mapToObj(seed -> losses(arm, optimizer, seed, ROUNDS))
                    .toList();
            row.add(new Sample(runs.stream()
                            .mapToDouble(run -> run.get(run.size() - 1))
                            .toArray())
                    .text());
            row.add(new Sample(runs.stream()
                            .mapToDouble(MagnitudeInvariance::stepsToLearn)
                            .toArray())
                    .text());
        }
        return row;
    }

    private static int stepsToLearn(List<Double> losses) {
        int round = 0;
        while (round < losses.size() && !(losses.get(round) < 0.02)) {
            round++;
        }
        return Math.min(round + 1, ROUNDS) * STEPS;
    }
}
