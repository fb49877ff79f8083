package org.hypernetspark.hyper;

import java.util.Arrays;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.WeightUpdate;

/** Working memory to run one generator for several tasks, and back. Not thread-safe. */
final class GeneratorPass {
    private final Generator generator;
    private final int pieces;
    private final int pieceEmbedding;
    private final boolean perTask;
    private final int embeddingsAt;
    private final int embeddings;
    /** For each piece where its embedding begins, counted from {@link #embeddingsAt}. */
    private final int[] embeddingOf;

    /** Of a task's condition: its length, that of the learned embedding in front, and how much of this all pieces see. */
    private final int conditionSize;

    private final int embedding;
    private final int common;
    private final int inputs;
    /** Whether tasks lie side by side in the network, and its outputs so too. */
    private final boolean sideBySide;

    private final NetworkPass network;
    private final float[] input;
    private final float[] dOutput;
    private final float[] dCondition;
    private final long[] seeds = new long[1];
    private Weights phiWeights = Weights.single(new float[0]);
    private Weights dPhiWeights = Weights.single(new float[0]);

    /**
     * Room for so many tasks.
     *
     * @param sideBySide whether outputs are to be {@code [groups, width, lanes]}, for a generator that {@link #fitsLanes}
     */
    GeneratorPass(Hypernet hypernet, Generator generator, int maxTasks, boolean sideBySide) {
        this.generator = generator;
        this.pieces = generator.part().pieces();
        this.pieceEmbedding = generator.part().pieceEmbedding();
        this.perTask = generator.part().perTask();
        this.embeddingsAt = generator.embeddingsAt();
        this.embeddings = generator.part().embeddings() * pieceEmbedding;
        this.embeddingOf = generator.part().roles().stream()
                .mapToInt(role -> role * pieceEmbedding)
                .toArray();
        this.conditionSize = hypernet.condition().size();
        this.embedding = hypernet.condition().embedding();
        this.common = hypernet.spec().condition().embedding();
        this.inputs = generator.network().input().size();
        int rows = Math.multiplyExact(maxTasks, pieces);
        this.sideBySide = sideBySide;
        this.network = sideBySide
                ? generator.network().sharedPass(rows).orElseThrow()
                : generator.network().pass(1, rows);
        this.input = new float[seesCondition() ? 0 : Math.multiplyExact(rows, inputs)];
        this.dCondition = new float[seesCondition() ? 0 : maxTasks * conditionSize];
        // Room for one row more than needed: products with some of its columns stay one call (see Blas).
        this.dOutput = new float
                [Math.multiplyExact(rows + network.lanes(), generator.part().width())];
    }

    /** Whether a generator can hand over what it makes of tasks side by side. */
    static boolean fitsLanes(Generator generator) {
        return generator.part().pieces() == 1
                && generator.network().sharedPass(1).isPresent();
    }

    /** Whether a task's condition, as it lies, is the network's input. */
    private boolean seesCondition() {
        return pieceEmbedding == 0 && conditionSize == inputs;
    }

    Generator generator() {
        return generator;
    }

    /** Outputs of all pieces of a task. */
    int stride() {
        return pieces * generator.part().width();
    }

    /** The outputs {@code [tasks, pieces, width]}, or side by side; valid until the next call. */
    float[] forward(float[] phi, float[] condition, int tasks, boolean training, long seed) {
        if (phiWeights.values() != phi) {
            phiWeights = new Weights(phi, generator.at(), 0);
        }
        float[] rows = seesCondition() ? condition : join(phi, condition, tasks);
        seeds[0] = seed;
        return sideBySide
                ? network.forward(phiWeights, rows, tasks, 1, training, seeds)
                : network.forward(phiWeights, rows, 1, tasks * pieces, training, seeds);
    }

    private float[] join(float[] phi, float[] condition, int tasks) {
        int others = conditionSize - embedding;
        int at = 0;
        for (int task = 0; task < tasks; task++) {
            int own = task * conditionSize;
            for (int piece = 0; piece < pieces; piece++) {
                System.arraycopy(condition, own, input, at, common);
                System.arraycopy(condition, own + embedding, input, at + common, others);
                int from = (perTask ? own : 0) + embeddingsAt + embeddingOf[piece];
                System.arraycopy(perTask ? condition : phi, from, input, at + inputs - pieceEmbedding, pieceEmbedding);
                at += inputs;
            }
        }
        return input;
    }

    /** Says what updates weights from now on: {@link NetworkPass#updateBy}. */
    void updateBy(WeightUpdate update) {
        network.updateBy(update);
    }

    /** Where the gradient with respect to the outputs is to be written before {@link #backward}. */
    float[] dOutput() {
        return dOutput;
    }

    /**
     * Takes the gradient back to the generator's own parts of {@code dPhi} (overwritten, if not null, but where weights are updated).
     *
     * @return the gradient with respect to each task's condition, valid until the next call
     */
    float[] backward(float[] dPhi, int tasks) {
        if (dPhi != null && dPhiWeights.values() != dPhi) {
            dPhiWeights = new Weights(dPhi, generator.at(), 0);
        }
        float[] dInput = network.backward(phiWeights, dPhi == null ? null : dPhiWeights, dOutput, true);
        return seesCondition() ? dInput : split(dInput, dPhi, tasks);
    }

    private float[] split(float[] dInput, float[] dPhi, int tasks) {
        Arrays.fill(dCondition, 0, tasks * conditionSize, 0);
        float[] dEmbeddings = perTask ? dCondition : dPhi;
        if (dPhi != null && !perTask) {
            Arrays.fill(dPhi, embeddingsAt, embeddingsAt + embeddings, 0);
        }
        int others = conditionSize - embedding;
        int at = 0;
        for (int task = 0; task < tasks; task++) {
            int own = task * conditionSize;
            for (int piece = 0; piece < pieces; piece++) {
                Kernels.axpy(common, 1, dInput, at, dCondition, own);
                Kernels.axpy(others, 1, dInput, at + common, dCondition, own + embedding);
                if (dEmbeddings != null) {
                    int to = (perTask ? own : 0) + embeddingsAt + embeddingOf[piece];
                    Kernels.axpy(pieceEmbedding, 1, dInput, at + inputs - pieceEmbedding, dEmbeddings, to);
                }
                at += inputs;
            }
        }
        return dCondition;
    }
}
