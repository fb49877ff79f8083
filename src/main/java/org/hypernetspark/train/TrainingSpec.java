package org.hypernetspark.train;

import java.io.Serializable;
import java.util.Objects;

/**
 * The settings of a training run. Together with data and hypernet they fix the result, whatever the cluster.
 *
 * @param rounds rounds of local steps and averaging, at least 1
 * @param localSteps steps of each worker in a round, at least 1
 * @param batch rows of each task in a step, at least 1
 * @param tasksPerStep tasks of a worker in one step (fewer if it has fewer), at least 1
 * @param workers virtual workers: shares of the tasks, at least 1
 * @param aggregation how what workers learn returns to the shared parameters
 * @param optimizer of the shared parameters
 * @param embeddingOptimizer of the task embeddings; they get their own task's gradient, undivided
 * @param optimizerState what becomes of local optimisers' state between rounds
 * @param gradientClip largest Euclidean norm of the shared gradient in a step; 0 for no limit
 * @param embeddingDropout probability that a step shows a task as unknown (zero embedding), in [0, 1): what makes unseen
 *     tasks with a descriptor predictable when embeddings are learned too
 * @param evaluateEvery rounds between evaluations on validation rows; the last round is always evaluated
 * @param earlyStopping when to stop early; null for never
 * @param polyak decay of the average of the shared parameters over the rounds that is evaluated and returned instead of the last
 *     ones (Polyak and Juditsky 1992), in [0, 1); 0 for none
 * @param seed of everything random
 */
public record TrainingSpec(
        int rounds,
        int localSteps,
        int batch,
        int tasksPerStep,
        int workers,
        Aggregation aggregation,
        OptimizerSpec optimizer,
        OptimizerSpec embeddingOptimizer,
        OptimizerState optimizerState,
        double gradientClip,
        double embeddingDropout,
        int evaluateEvery,
        EarlyStopping earlyStopping,
        double polyak,
        long seed)
        implements Serializable {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range, naming it
     */
    public TrainingSpec {
        atLeastOne("rounds", rounds);
        atLeastOne("localSteps", localSteps);
        atLeastOne("batch", batch);
        atLeastOne("tasksPerStep", tasksPerStep);
        atLeastOne("workers", workers);
        atLeastOne("evaluateEvery", evaluateEvery);
        Objects.requireNonNull(aggregation, "aggregation");
        Objects.requireNonNull(optimizer, "optimizer");
        Objects.requireNonNull(embeddingOptimizer, "embeddingOptimizer");
        Objects.requireNonNull(optimizerState, "optimizerState");
        if (!(gradientClip >= 0)) {
            throw new IllegalArgumentException("gradientClip must be at least 0 (0 for none), got " + gradientClip);
        }
        if (!(embeddingDropout >= 0 && embeddingDropout < 1)) {
            throw new IllegalArgumentException("embeddingDropout must be in [0, 1), got " + embeddingDropout);
        }
        if (!(polyak >= 0 && polyak < 1)) {
            throw new IllegalArgumentException("polyak must be in [0, 1) (0 for none), got " + polyak);
        }
    }

    private static void atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, got " + value);
        }
    }

    /** Ten rounds of ten steps on 4 workers with Adam at 0.001, parameter averaging, seed 1: a start for the {@code with} methods. */
    public static TrainingSpec defaults() {
        return new TrainingSpec(
                10,
                10,
                32,
                16,
                4,
                Aggregation.PARAMETER_AVERAGING,
                OptimizerSpec.adam(1e-3),
                OptimizerSpec.adam(1e-3),
                OptimizerState.AVERAGE,
                0,
                0,
                5,
                null,
                0,
                1);
    }

    /** The same for another number of rounds. */
    public TrainingSpec withRounds(int newRounds) {
        return new TrainingSpec(
                newRounds,
                localSteps,
                batch,
                tasksPerStep,
                workers,
                aggregation,
                optimizer,
                embeddingOptimizer,
                optimizerState,
                gradientClip,
                embeddingDropout,
                evaluateEvery,
                earlyStopping,
                polyak,
                seed);
    }

    /** The same with another number of steps, batch, tasks at once and workers. */
    public TrainingSpec withSteps(int newLocalSteps, int newBatch, int newTasksPerStep, int newWorkers) {
        return new TrainingSpec(
                rounds,
                newLocalSteps,
                newBatch,
                newTasksPerStep,
                newWorkers,
                aggregation,
                optimizer,
                embeddingOptimizer,
                optimizerState,
                gradientClip,
                embeddingDropout,
                evaluateEvery,
                earlyStopping,
                polyak,
                seed);
    }

    /** The same with other optimisers. */
    public TrainingSpec withOptimizers(OptimizerSpec shared, OptimizerSpec embeddings, OptimizerState state) {
        return new TrainingSpec(
                rounds,
                localSteps,
                batch,
                tasksPerStep,
                workers,
                aggregation,
                shared,
                embeddings,
                state,
                gradientClip,
                embeddingDropout,
                evaluateEvery,
                earlyStopping,
                polyak,
                seed);
    }

    /** The same with another aggregation. */
    public TrainingSpec withAggregation(Aggregation newAggregation) {
        return new TrainingSpec(
                rounds,
                localSteps,
                batch,
                tasksPerStep,
                workers,
                newAggregation,
                optimizer,
                embeddingOptimizer,
                optimizerState,
                gradientClip,
                embeddingDropout,
                evaluateEvery,
                earlyStopping,
                polyak,
                seed);
    }

    /** The same with other regularisation: gradient clipping and embedding dropout. */
    public TrainingSpec withRegularization(double newGradientClip, double newEmbeddingDropout) {
        return new TrainingSpec(
                rounds,
                localSteps,
                batch,
                tasksPerStep,
                workers,
                aggregation,
                optimizer,
                embeddingOptimizer,
                optimizerState,
                newGradientClip,
                newEmbeddingDropout,
                evaluateEvery,
                earlyStopping,
                polyak,
                seed);
    }

    /** The same with other evaluation. */
    public TrainingSpec withEvaluation(int newEvaluateEvery, EarlyStopping newEarlyStopping) {
        return new TrainingSpec(
                rounds,
                localSteps,
                batch,
                tasksPerStep,
                workers,
                aggregation,
                optimizer,
                embeddingOptimizer,
                optimizerState,
                gradientClip,
                embeddingDropout,
                newEvaluateEvery,
                newEarlyStopping,
                polyak,
                seed);
    }

    /** The same with another decay of the average over the rounds. */
    public TrainingSpec withPolyak(double newPolyak) {
        return new TrainingSpec(
                rounds,
                localSteps,
                batch,
                tasksPerStep,
                workers,
                aggregation,
                optimizer,
                embeddingOptimizer,
                optimizerState,
                gradientClip,
                embeddingDropout,
                evaluateEvery,
                earlyStopping,
                newPolyak,
                seed);
    }

    /** The same with another seed. */
    public TrainingSpec withSeed(long newSeed) {
        return new TrainingSpec(
                rounds,
                localSteps,
                batch,
                tasksPerStep,
                workers,
                aggregation,
                optimizer,
                embeddingOptimizer,
                optimizerState,
                gradientClip,
                embeddingDropout,
                evaluateEvery,
                earlyStopping,
                polyak,
                newSeed);
    }
}
