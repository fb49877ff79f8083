package org.hypernetspark.ml;

import java.util.stream.Stream;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.hypernetspark.spark.CheckpointPolicy;
import org.hypernetspark.train.Aggregation;
import org.hypernetspark.train.EarlyStopping;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainingSpec;

/**
 * The part of an estimator that says how to train.
 *
 * @param <E> the estimator itself
 * @param <M> its model
 */
public abstract class TrainingEstimator<E extends TrainingEstimator<E, M>, M extends HypernetModel<M>>
        extends OptimizerEstimator<E, M> {
    private static final long serialVersionUID = 1;
    private static final TrainingSpec DEFAULTS = TrainingSpec.defaults();

    private final IntParam rounds;
    private final IntParam localSteps;
    private final IntParam batch;
    private final IntParam tasksPerStep;
    private final IntParam workers;
    private final Param<String> trainer;
    private final Param<String> aggregation;
    private final IntParam evaluateEvery;
    private final IntParam patience;
    private final DoubleParam minDelta;
    private final DoubleParam polyak;
    private final LongParam seed;
    private final Param<String> checkpointDir;
    private final IntParam checkpointEvery;

    TrainingEstimator(String uid, String defaultLoss) {
        super(uid, defaultLoss);
        rounds = new IntParam(
                this, "rounds", "rounds of local steps and averaging (at least 1)", ParamChecks.atLeast("rounds", 1));
        localSteps = new IntParam(
                this,
                "localSteps",
                "steps of each worker in a round (at least 1)",
                ParamChecks.atLeast("localSteps", 1));
        batch = new IntParam(
                this, "batch", "rows of each task in a step (at least 1)", ParamChecks.atLeast("batch", 1));
        tasksPerStep = new IntParam(
                this,
                "tasksPerStep",
                "tasks of a worker in one step (at least 1)",
                ParamChecks.atLeast("tasksPerStep", 1));
        workers = new IntParam(
                this,
                "workers",
                "virtual workers: fixed shares of the tasks, whatever the cluster (at least 1)",
                ParamChecks.atLeast("workers", 1));
        trainer = new Param<>(
                this,
                "trainer",
                "who trains: hypernet, or dl4j-spark for the stock trainer of DL4J on Spark",
                ParamChecks.oneOf("trainer", Trainer.labels()));
        aggregation = new Param<>(
                this,
                "aggregation",
                "how what workers learn returns to the shared parameters: parameter-averaging or gradient-averaging",
                ParamChecks.oneOf(
                        "aggregation",
                        Stream.of(Aggregation.values()).map(Aggregation::label).toList()));
        evaluateEvery = new IntParam(
                this,
                "evaluateEvery",
                "rounds between evaluations on validation rows (at least 1)",
                ParamChecks.atLeast("evaluateEvery", 1));
        patience = new IntParam(
                this,
                "patience",
                "evaluations without a better validation loss before an early stop; 0 to never stop early",
                ParamChecks.atLeast("patience", 0));
        minDelta = new DoubleParam(
                this,
                "minDelta",
                "how much lower a validation loss must be to count as better (at least 0)",
                ParamChecks.atLeast("minDelta", 0));
        polyak = new DoubleParam(
                this,
                "polyak",
                "decay, in [0, 1), of the average of the shared parameters over the rounds that becomes the model; 0 for the last ones",
                ParamChecks.fraction("polyak"));
        seed = new LongParam(this, "seed", "seed of everything random");
        checkpointDir = new Param<>(
                this,
                "checkpointDir",
                "directory on a Hadoop file system where rounds are committed and a run that was stopped goes on; one for each run (default: a temporary one, deleted after the fit)",
                ParamChecks.named("checkpointDir"));
        checkpointEvery = new IntParam(
                this,
                "checkpointEvery",
                "rounds between commits (at least 1)",
                ParamChecks.atLeast("checkpointEvery", 1));
        setDefaults();
    }

    private void setDefaults() {
        setDefault(rounds, DEFAULTS.rounds());
        setDefault(localSteps, DEFAULTS.localSteps());
        setDefault(batch, DEFAULTS.batch());
        setDefault(tasksPerStep, DEFAULTS.tasksPerStep());
        setDefault(workers, DEFAULTS.workers());
        setDefault(trainer, Trainer.HYPERNET.label());
        setDefault(aggregation, DEFAULTS.aggregation().label());
        setDefault(evaluateEvery, DEFAULTS.evaluateEvery());
        setDefault(patience, 0);
        setDefault(minDelta, 0.0);
        setDefault(polyak, DEFAULTS.polyak());
        setDefault(seed, DEFAULTS.seed());
        setDefault(checkpointEvery, CheckpointPolicy.DEFAULT.every());
    }

    /**
     * The settings of training.
     *
     * @throws IllegalArgumentException if they do not fit together
     */
    final TrainingSpec trainingSpec() {
        OptimizerSpec shared = optimizerSpec();
        return new TrainingSpec(
                getRounds(),
                getLocalSteps(),
                getBatch(),
                getTasksPerStep(),
                getWorkers(),
                choice(Aggregation.values(), getAggregation()),
                shared,
                embeddingOptimizerSpec(shared),
                choice(OptimizerState.values(), getOptimizerState()),
                getGradientClip(),
                getEmbeddingDropout(),
                getEvaluateEvery(),
                earlyStopping(),
                getPolyak(),
                getSeed());
    }

    private EarlyStopping earlyStopping() {
        if (getPatience() == 0) {
            return null;
        }
        if (getValidationFraction() == 0) {
            throw new IllegalArgumentException(
                    "Early stopping (patience > 0) watches validation rows; set validationFraction above 0");
        }
        return new EarlyStopping(getPatience(), getMinDelta());
    }

    /** Param: rounds of local steps and averaging. */
    public final IntParam rounds() {
        return rounds;
    }

    /** Value of {@link #rounds}. */
    public final int getRounds() {
        return (int) getOrDefault(rounds);
    }

    /** Sets {@link #rounds}: rounds of local steps and averaging (at least 1). */
    public final E setRounds(int value) {
        set(rounds, value);
        return self();
    }

    /** Param: steps of each worker in a round. */
    public final IntParam localSteps() {
        return localSteps;
    }

    /** Value of {@link #localSteps}. */
    public final int getLocalSteps() {
        return (int) getOrDefault(localSteps);
    }

    /** Sets {@link #localSteps}: steps of each worker in a round (at least 1). */
    public final E setLocalSteps(int value) {
        set(localSteps, value);
        return self();
    }

    /** Param: rows of each task in a step. */
    public final IntParam batch() {
        return batch;
    }

    /** Value of {@link #batch}. */
    public final int getBatch() {
        return (int) getOrDefault(batch);
    }

    /** Sets {@link #batch}: rows of each task in a step (at least 1). */
    public final E setBatch(int value) {
        set(batch, value);
        return self();
    }

    /** Param: tasks of a worker in one step. */
    public final IntParam tasksPerStep() {
        return tasksPerStep;
    }

    /** Value of {@link #tasksPerStep}. */
    public final int getTasksPerStep() {
        return (int) getOrDefault(tasksPerStep);
    }

    /** Sets {@link #tasksPerStep}: tasks of a worker in one step (at least 1). */
    public final E setTasksPerStep(int value) {
        set(tasksPerStep, value);
        return self();
    }

    /** Param: virtual workers: fixed shares of the tasks, whatever the cluster. */
    public final IntParam workers() {
        return workers;
    }

    /** Value of {@link #workers}. */
    public final int getWorkers() {
        return (int) getOrDefault(workers);
    }

    /** Sets {@link #workers}: virtual workers: fixed shares of the tasks, whatever the cluster (at least 1). */
    public final E setWorkers(int value) {
        set(workers, value);
        return self();
    }

    /** Param: who trains: hypernet, or dl4j-spark for the stock trainer of DL4J on Spark. */
    public final Param<String> trainer() {
        return trainer;
    }

    /** Value of {@link #trainer}. */
    public final String getTrainer() {
        return getOrDefault(trainer);
    }

    /** Sets {@link #trainer}: who trains: hypernet, or dl4j-spark for the stock trainer of DL4J on Spark. */
    public final E setTrainer(String value) {
        set(trainer, value);
        return self();
    }

    /** Param: how what workers learn returns to the shared parameters: parameter-averaging or gradient-averaging. */
    public final Param<String> aggregation() {
        return aggregation;
    }

    /** Value of {@link #aggregation}. */
    public final String getAggregation() {
        return getOrDefault(aggregation);
    }

    /** Sets {@link #aggregation}: how what workers learn returns to the shared parameters: parameter-averaging or gradient-averaging. */
    public final E setAggregation(String value) {
        set(aggregation, value);
        return self();
    }

    /** Param: rounds between evaluations on validation rows. */
    public final IntParam evaluateEvery() {
        return evaluateEvery;
    }

    /** Value of {@link #evaluateEvery}. */
    public final int getEvaluateEvery() {
        return (int) getOrDefault(evaluateEvery);
    }

    /** Sets {@link #evaluateEvery}: rounds between evaluations on validation rows (at least 1). */
    public final E setEvaluateEvery(int value) {
        set(evaluateEvery, value);
        return self();
    }

    /** Param: evaluations without a better validation loss before an early stop; 0 to never stop early. */
    public final IntParam patience() {
        return patience;
    }

    /** Value of {@link #patience}. */
    public final int getPatience() {
        return (int) getOrDefault(patience);
    }

    /** Sets {@link #patience}: evaluations without a better validation loss before an early stop; 0 to never stop early. */
    public final E setPatience(int value) {
        set(patience, value);
        return self();
    }

    /** Param: how much lower a validation loss must be to count as better. */
    public final DoubleParam minDelta() {
        return minDelta;
    }

    /** Value of {@link #minDelta}. */
    public final double getMinDelta() {
        return (double) getOrDefault(minDelta);
    }

    /** Sets {@link #minDelta}: how much lower a validation loss must be to count as better (at least 0). */
    public final E setMinDelta(double value) {
        set(minDelta, value);
        return self();
    }

    /** Param: decay of the average of the shared parameters over the rounds that becomes the model. */
    public final DoubleParam polyak() {
        return polyak;
    }

    /** Value of {@link #polyak}. */
    public final double getPolyak() {
        return (double) getOrDefault(polyak);
    }

    /** Sets {@link #polyak}: decay, in [0, 1), of the average of the shared parameters over the rounds that becomes the model; 0 for the last ones. */
    public final E setPolyak(double value) {
        set(polyak, value);
        return self();
    }

    /** Param: seed of everything random. */
    public final LongParam seed() {
        return seed;
    }

    /** Value of {@link #seed}. */
    public final long getSeed() {
        return (long) getOrDefault(seed);
    }

    /** Sets {@link #seed}: seed of everything random. */
    public final E setSeed(long value) {
        set(seed, value);
        return self();
    }

    /** Param: directory on a Hadoop file system where rounds are committed and a run that was stopped goes on; one for each run. */
    public final Param<String> checkpointDir() {
        return checkpointDir;
    }

    /** Value of {@link #checkpointDir}; not set by default. */
    public final String getCheckpointDir() {
        return getOrDefault(checkpointDir);
    }

    /** Sets {@link #checkpointDir}: directory on a Hadoop file system where rounds are committed and a run that was stopped goes on; one for each run (default: a temporary one, deleted after the fit). */
    public final E setCheckpointDir(String value) {
        set(checkpointDir, value);
        return self();
    }

    /** Param: rounds between commits. */
    public final IntParam checkpointEvery() {
        return checkpointEvery;
    }

    /** Value of {@link #checkpointEvery}. */
    public final int getCheckpointEvery() {
        return (int) getOrDefault(checkpointEvery);
    }

    /** Sets {@link #checkpointEvery}: rounds between commits (at least 1). */
    public final E setCheckpointEvery(int value) {
        set(checkpointEvery, value);
        return self();
    }
}
