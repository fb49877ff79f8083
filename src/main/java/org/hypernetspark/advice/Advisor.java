package org.hypernetspark.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.hypernetspark.config.HypernetConfig;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.ComponentWise;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.InitMethod;
import org.hypernetspark.hyper.MultiHead;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.train.TrainingSpec;

/** Chooses a hypernet by rules of thumb; each rule that was used says so. */
public final class Advisor {
    /** From so many weights on chunks are faster (docs/performance.md). */
    private static final int LARGE_TARGET = 100_000;
    /** From so many weights on chunks are much smaller. */
    private static final int SMALL_TARGET = 5_000;
    /** A last layer of so many parameters is worth a warning: 256 MiB with Adam's moments. */
    private static final long GIANT = 20_000_000;

    private static final int TRUNK = 64;
    private static final int PIECE_EMBEDDING = 8;

    private final Situation situation;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    private Advisor(Situation situation) {
        this.situation = situation;
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
        return Hypernet.of(config.resolve(situation.descriptor()), situation.target());
    }

    private HypernetConfig with(OutputStrategy output) {
        HypernetConfig defaults = HypernetConfig.defaults();
        InitMethod init = output instanceof ChunkWise || output instanceof ComponentWise
                ? InitMethod.CHUNKED_HYPERFAN
                : InitMethod.HYPERFAN_IN;
        return new HypernetConfig(
                embedding(),
                situation.descriptor() > 0,
                trunk(),
                output,
                defaults.form(),
                List.of(),
                HypernetInit.of(init));
    }

    private OutputStrategy output() {
        int weights = situation.weights();
        if (situation.answers().dynamicArchitecture()) {
            reason(
                    "chunk-wise output, since the architecture may change: another target needs other chunks, not another"
                            + " hypernet");
            return chunks();
        }
        if (weights >= LARGE_TARGET) {
            reason(
                    "chunk-wise output: from about %,d weights on (here %,d) chunks are faster and smaller",
                    LARGE_TARGET, weights);
            return chunks();
        }
        if (situation.answers().parameterEfficiency() && weights >= SMALL_TARGET) {
            reason("chunk-wise output, the smallest, since parameters count");
            return chunks();
        }
        reason(
                "generate-once output: with %,d weights the last layer is small, and whole layers are made together",
                weights);
        return new GenerateOnce();
    }

    /** About 64 chunks, of a power of two from 256 to 8192 weights. */
    private ChunkWise chunks() {
        int chunk = Integer.highestOneBit(Math.max(1, situation.weights() / 64)) * 2;
        return new ChunkWise(Math.max(256, Math.min(8192, chunk)), PIECE_EMBEDDING);
    }

    /** A quarter of the number of tasks (Shamsian et al. 2021), from 2 to 32. */
    private int embedding() {
        return (int) Math.max(2, Math.min(32, 1 + situation.tasks() / 4));
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
        reason("a task embedding of %d for %,d tasks", embedding(), situation.tasks());
        if (!situation.answers().related()) {
            warnings.add(
                    "The tasks are said not to be related: separate networks may do as well. The job compare trains both.");
        }
        if (situation.answers().dataAdaptive()) {
            dataAdaptive();
        }
        if (situation.answers().uncertainty()) {
            reason(
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

    private void dataAdaptive() {
        if (situation.descriptor() > 0) {
            reason(
                    "the descriptor beside the embedding, and embedding dropout, so that unseen tasks are predicted from their"
                            + " descriptor");
        } else {
            warnings.add(
                    "New tasks have neither embedding nor descriptor: name a descriptor (data.descriptor), or fit their"
                            + " embeddings with the job adapt once they have rows.");
        }
    }

    private void reason(String text, Object... values) {
        reasons.add(String.format(Locale.ROOT, text, values));
    }

    /** Sizes under each strategy; one that needs more than an array holds is told by its last layer alone. */
    private List<String> alternatives() {
        List<String> lines = new ArrayList<>();
        for (OutputStrategy output : List.of(
                new GenerateOnce(),
                new MultiHead(4, true),
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
