package org.hypernetspark.hyper;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Kernels;

/** Working memory to generate the weights of several tasks and to take their gradient back. Not thread-safe. */
public final class HypernetPass {
    private static final Segment[] NO_RUNS = {};

    private final int conditionSize;
    private final int pieces;
    private final int pieceEmbedding;
    private final int width;
    private final int pieceEmbeddingAt;
    private final int sharedAt;
    private final Segment[] generatedRuns;
    private final Segment[] sharedRuns;
    private final boolean direct;
    private final NetworkPass generator;
    private final float[] input;
    private final float[] dOutput;
    private final float[] dCondition;
    private final long[] seeds = new long[1];
    private final int maxTasks;
    private final Weights dTheta;
    private Weights theta;
    private Weights phiWeights = Weights.single(new float[0]);
    private Weights dPhiWeights = Weights.single(new float[0]);
    private int tasks;

    HypernetPass(Hypernet hypernet, int maxTasks) {
        GenerationPlan plan = hypernet.plan();
        this.maxTasks = maxTasks;
        this.conditionSize = hypernet.condition().size();
        this.pieces = plan.pieces();
        this.pieceEmbedding = plan.pieceEmbedding();
        this.width = plan.width();
        this.pieceEmbeddingAt = hypernet.pieceEmbeddingAt();
        this.sharedAt = hypernet.sharedAt();
        this.generatedRuns = array(hypernet.generatedRuns());
        this.sharedRuns = array(hypernet.sharedRuns());
        this.direct = hypernet.direct();
        int rows = Math.multiplyExact(maxTasks, pieces);
        this.generator = hypernet.generator().pass(1, rows);
        this.input = new float[pieceEmbedding == 0 ? 0 : rows * (conditionSize + pieceEmbedding)];
        this.dCondition = new float[maxTasks * conditionSize];
        // Room for one row more than needed: products with some of its columns stay one call (see Blas).
        this.dOutput = new float[Math.multiplyExact(rows + 1, width)];
        int stride = direct ? pieces * width : hypernet.target().layout().size();
        this.dTheta = new Weights(direct ? dOutput : new float[Math.multiplyExact(maxTasks, stride)], 0, stride);
        this.theta = new Weights(direct ? dOutput : new float[maxTasks * stride], 0, stride);
    }

    private static Segment[] array(List<Segment> segments) {
        return segments.toArray(new Segment[0]);
    }

    /** Without dropout: {@link #generate(float[], float[], int, boolean, long)} as used to predict. */
    public Weights generate(float[] phi, float[] condition, int tasks) {
        return generate(phi, condition, tasks, false, 0);
    }

    /**
     * Generates the weights of several tasks.
     *
     * @param phi the shared parameters
     * @param condition {@code [tasks, condition size]}; must stay as it is until {@link #backward} is done
     * @param tasks number of tasks, up to the maximum
     * @param training whether dropout in the trunk acts
     * @param seed of this step's random numbers in the trunk
     * @return the targets' weights {@code [tasks, theta]}, valid until the next call
     */
    public Weights generate(float[] phi, float[] condition, int tasks, boolean training, long seed) {
        if (tasks > maxTasks) {
            throw new IllegalArgumentException("Room for " + maxTasks + " tasks, got " + tasks);
        }
        this.tasks = tasks;
        if (phiWeights.values() != phi) {
            phiWeights = Weights.single(phi);
        }
        float[] rows = pieceEmbedding == 0 ? condition : joinPieces(phi, condition);
        seeds[0] = seed;
        float[] output = generator.forward(phiWeights, rows, 1, tasks * pieces, training, seeds);
        if (direct) {
            if (theta.values() != output) {
                theta = new Weights(output, 0, theta.stride());
            }
        } else {
            assemble(phi, output);
        }
        return theta;
    }

    private float[] joinPieces(float[] phi, float[] condition) {
        int at = 0;
        for (int task = 0; task < tasks; task++) {
            for (int piece = 0; piece < pieces; piece++) {
                System.arraycopy(condition, task * conditionSize, input, at, conditionSize);
                System.arraycopy(
                        phi, pieceEmbeddingAt + piece * pieceEmbedding, input, at + conditionSize, pieceEmbedding);
                at += conditionSize + pieceEmbedding;
            }
        }
        return input;
    }

    private void assemble(float[] phi, float[] output) {
        for (int task = 0; task < tasks; task++) {
            int to = task * theta.stride();
            int from = task * pieces * width;
            for (Segment run : generatedRuns) {
                System.arraycopy(
                        output, from + run.piece() * width + run.from(), theta.values(), to + run.to(), run.length());
            }
            for (Segment run : sharedRuns) {
                System.arraycopy(phi, sharedAt + run.from(), theta.values(), to + run.to(), run.length());
            }
        }
    }

    /** Where the gradient with respect to the generated weights is to be written before {@link #backward}. */
    public Weights dTheta() {
        return dTheta;
    }

    /**
     * Takes the gradient {@link #dTheta} of the last {@link #generate} call back to {@code phi} and the conditions.
     *
     * @param phi the parameters of that call
     * @param dPhi where the gradient, summed over the tasks, goes (overwritten); null if {@code phi} is frozen
     * @return the gradient with respect to each task's condition {@code [tasks, condition size]}, valid until the next call
     */
    public float[] backward(float[] phi, float[] dPhi) {
        if (dPhi != null && dPhiWeights.values() != dPhi) {
            dPhiWeights = Weights.single(dPhi);
        }
        if (!direct) {
            disassemble(dPhi);
        }
        float[] dInput = generator.backward(phiWeights, dPhi == null ? null : dPhiWeights, dOutput, true);
        return pieceEmbedding == 0 ? dInput : splitPieces(dInput, dPhi);
    }

    private void disassemble(float[] dPhi) {
        Arrays.fill(dOutput, 0, tasks * pieces * width, 0);
        Segment[] wantedShared = dPhi == null ? NO_RUNS : sharedRuns;
        for (Segment run : wantedShared) {
            Arrays.fill(dPhi, sharedAt + run.from(), sharedAt + run.from() + run.length(), 0);
        }
        for (int task = 0; task < tasks; task++) {
            int from = task * dTheta.stride();
            int to = task * pieces * width;
            for (Segment run : generatedRuns) {
                System.arraycopy(
                        dTheta.values(), from + run.to(), dOutput, to + run.piece() * width + run.from(), run.length());
            }
            for (Segment run : wantedShared) {
                Kernels.axpy(run.length(), 1, dTheta.values(), from + run.to(), dPhi, sharedAt + run.from());
            }
        }
    }

    private float[] splitPieces(float[] dInput, float[] dPhi) {
        Arrays.fill(dCondition, 0, tasks * conditionSize, 0);
        if (dPhi != null) {
            Arrays.fill(dPhi, pieceEmbeddingAt, pieceEmbeddingAt + pieces * pieceEmbedding, 0);
        }
        int at = 0;
        for (int task = 0; task < tasks; task++) {
            for (int piece = 0; piece < pieces; piece++) {
                Kernels.axpy(conditionSize, 1, dInput, at, dCondition, task * conditionSize);
                if (dPhi != null) {
                    Kernels.axpy(
                            pieceEmbedding,
                            1,
                            dInput,
                            at + conditionSize,
                            dPhi,
                            pieceEmbeddingAt + piece * pieceEmbedding);
                }
                at += conditionSize + pieceEmbedding;
            }
        }
        return dCondition;
    }
}
