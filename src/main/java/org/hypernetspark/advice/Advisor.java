package org.hypernetspark.advice;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hypernetspark.config.ConditionConfig;
import org.hypernetspark.config.HypernetConfig;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.ComponentWise;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.InitMethod;
import org.hypernetspark.hyper.LowRankHead;
import org.hypernetspark.hyper.MultiHead;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Gru;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Lstm;
import org.hypernetspark.train.TrainingSpec;

/** Chooses a hypernet by rules of thumb; each rule that was used says so. */
public final class Advisor {
    /** From so many weights on chunks are faster (docs/performance.md). */
    static final int LARGE_TARGET = 100_000;
    /** A last layer of so many parameters is worth a warning: 256 MiB with Adam's moments. */
    private static final long GIANT = 20_000_000;

    private static final int TRUNK = 64;
    private static final int PIECE_EMBEDDING = 8;
    private static final int RANK = 8;

    private final Situation situation;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final ConditionConfig condition;

    private Advisor(Situation situation) {
        this.situation = situation;
        this.condition = new ConditionAdvisor(situation, reasons, warnings).advise();
    }

    /** The hypernet to begin with, which always fits the target. */
    public static Advice advise(Situation situation) {
        return new Advisor(situation).advise();
    }

    private Advice advise() {
        HypernetConfig hypernet = with(output());
        TrainingSpec training = training();
        Costs costs = Costs.of(hypernet(hypernet), training);
        remarks();
        return new Advice(hypernet, training, costs, alternatives(), reasons, warnings);
    }

    private Hypernet hypernet(HypernetConfig config) {
        return Hypernet.of(config.resolve(situation.data()), situation.target());
    }

    private HypernetConfig with(OutputStrategy output) {
        HypernetConfig defaults = HypernetConfig.defaults();
        InitMethod init = output instanceof ChunkWise || output instanceof ComponentWise
                ? InitMethod.CHUNKED_HYPERFAN
                : InitMethod.HYPERFAN_IN;
        return new HypernetConfig(condition, trunk(), output, defaults.form(), List.of(), HypernetInit.of(init));
    }

    private OutputStrategy output() {
        int weights = situation.weights();
        if (situation.answers().dynamicArchitecture()) {
            reasons.add(
                    "chunk-wise output, since the architecture may change: another target needs other chunks, not another"
                            + " hypernet");
            return chunks();
        }
        if (weights >= LARGE_TARGET) {
            reasons.add("chunk-wise output: from about " + count(LARGE_TARGET) + " weights on (here " + count(weights)
                    + ") chunks are faster and smaller");
            return chunks();
        }
        if (situation.answers().parameterEfficiency()) {
            return smallest();
        }
        reasons.add("generate-once output: with " + count(weights)
                + " weights the last layer is small, and whole layers are made together");
        return new GenerateOnce();
    }

    private OutputStrategy smallest() {
        OutputStrategy smallest = Stream.of(new GenerateOnce(), new LowRankHead(RANK), chunks())
                .min(Comparator.comparingLong(
                        output -> hypernet(with(output)).counts().phi()))
                .orElseThrow();
        reasons.add(smallest.name() + " output, the smallest of generate-once, low-rank-head and chunk-wise, since"
                + " parameters count");
        return smallest;
    }

    /** About 64 chunks, of a power of two from 256 to 8192 weights. */
    private ChunkWise chunks() {
        int chunk = Integer.highestOneBit(Math.max(1, situation.weights() / 64)) * 2;
        return new ChunkWise(Math.max(256, Math.min(8192, chunk)), PIECE_EMBEDDING);
    }

    private List<LayerSpec> trunk() {
        List<LayerSpec> trunk = new ArrayList<>(List.of(new Dense(TRUNK), Activation.RELU));
        if (situation.answers().uncertainty()) {
            trunk.add(new Dropout(0.1));
        }
        return trunk;
    }

    private TrainingSpec training() {
        TrainingSpec defaults = TrainingSpec.defaults();
        int workers = (int) Math.min(defaults.workers(), situation.tasks());
        int tasksPerStep = (int) Math.max(1, Math.min(defaults.tasksPerStep(), situation.tasks() / workers));
        long rowsPerTask = situation.rows() / situation.tasks();
        int batch = (int) Math.max(1, Math.min(defaults.batch(), rowsPerTask));
        boolean newTasks = situation.answers().dataAdaptive() && situation.descriptor() > 0;
        return defaults.withRounds(50)
                .withSteps(20, batch, tasksPerStep, workers)
                .withRegularization(1, newTasks ? 0.2 : 0);
    }

    private void remarks() {
        if (!situation.answers().related()) {
            warnings.add(
                    "The tasks are said not to be related: separate networks may do as well. The job compare trains both.");
        }
        if (situation.answers().dynamicArchitecture()) {
            dynamic();
        }
        if (situation.answers().uncertainty()) {
            reasons.add(
                    "dropout in the trunk: each draw of it generates another network, and the networks' spread is a measure of"
                            + " uncertainty");
        }
        long last = (long) (TRUNK + 1) * situation.weights();
        if (last >= GIANT) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "generate-once would need a giant last layer: %,d x %d weights and biases, %,d parameters, %,d MiB with"
                            + " Adam's moments. Keep to pieces, or generate a part of the target (hypernet.generate).",
                    situation.weights(),
                    TRUNK,
                    last,
                    (last * 12) >> 20));
        }
        if (situation.rows() / situation.tasks() < 10) {
            warnings.add("Tasks have fewer than 10 rows on average: a small target and a descriptor help.");
        }
    }

    /** Weights that change from step to step, where the target reads sequences. */
    private void dynamic() {
        if (situation.target().specs().stream().anyMatch(layer -> layer instanceof Lstm || layer instanceof Gru)) {
            warnings.add(
                    "If weights should change from step to step of a sequence, replace the target's recurrent layer by"
                            + " {hyperLstm: ...}, whose small LSTM rescales the large one in each step.");
        }
    }

    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Sizes under each strategy; one that needs more than an array holds is told by its last layer alone. */
    private List<String> alternatives() {
        List<String> lines = new ArrayList<>();
        for (OutputStrategy output : List.of(
                new GenerateOnce(),
                new MultiHead(4, true),
                new LowRankHead(RANK),
                new ComponentWise(ComponentWise.By.LAYER, PIECE_EMBEDDING),
                chunks())) {
            lines.add(String.format(Locale.ROOT, "%-14s %s", output.name(), size(output)));
        }
        return lines;
    }

    private String size(OutputStrategy output) {
        try {
            return String.format(
                    Locale.ROOT, "%,d", hypernet(with(output)).counts().phi());
        } catch (IllegalArgumentException | ArithmeticException e) {
            return "more than one array can hold";
        }
    }
}
