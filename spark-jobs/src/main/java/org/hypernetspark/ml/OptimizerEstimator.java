package org.hypernetspark.ml;

import java.util.stream.Stream;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.Param;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.config.OptimizerCodec;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainingSpec;

/**
 * The part of an estimator that says how parameters are updated.
 *
 * @param <E> the estimator itself
 * @param <M> its model
 */
public abstract class OptimizerEstimator<E extends OptimizerEstimator<E, M>, M extends HypernetModel<M>>
        extends NetworkEstimator<E, M> {
    private static final long serialVersionUID = 1;
    private static final TrainingSpec DEFAULTS = TrainingSpec.defaults();

    private final DoubleParam learningRate;
    private final Param<String> optimizer;
    private final Param<String> embeddingOptimizer;
    private final Param<String> optimizerState;
    private final DoubleParam gradientClip;
    private final DoubleParam embeddingDropout;

    OptimizerEstimator(String uid, String defaultLoss) {
        super(uid, defaultLoss);
        learningRate = new DoubleParam(
                this,
                "learningRate",
                "learning rate of shared parameters and embeddings, where optimizer does not say (above 0)",
                ParamChecks.above("learningRate", 0));
        optimizer = new Param<>(
                this,
                "optimizer",
                "optimiser of the shared parameters, for example {adamw: {learningRate: 0.001}} (default: Adam)",
                ParamChecks.text("optimizer", OptimizerCodec::read));
        embeddingOptimizer = new Param<>(
                this,
                "embeddingOptimizer",
                "optimiser of the task embeddings (default: that of the shared parameters)",
                ParamChecks.text("embeddingOptimizer", OptimizerCodec::read));
        optimizerState = new Param<>(
                this,
                "optimizerState",
                "what becomes of local optimisers' state between rounds: average, keep or reset",
                ParamChecks.oneOf(
                        "optimizerState",
                        Stream.of(OptimizerState.values())
                                .map(OptimizerState::label)
                                .toList()));
        gradientClip = new DoubleParam(
                this,
                "gradientClip",
                "largest norm of the shared gradient in a step; 0 for no limit",
                ParamChecks.atLeast("gradientClip", 0));
        embeddingDropout = new DoubleParam(
                this,
                "embeddingDropout",
                "probability that a step shows a task as unknown, in [0, 1)",
                ParamChecks.fraction("embeddingDropout"));
        setDefault(learningRate, DEFAULTS.optimizer().learningRate());
        setDefault(optimizerState, DEFAULTS.optimizerState().label());
        setDefault(gradientClip, DEFAULTS.gradientClip());
        setDefault(embeddingDropout, DEFAULTS.embeddingDropout());
    }

    /** The optimiser of the shared parameters. */
    final OptimizerSpec optimizerSpec() {
        return isSet(optimizer)
                ? OptimizerCodec.read(ConfigReader.text(getOptimizer(), "optimizer"))
                : OptimizerSpec.adam(getLearningRate());
    }

    /** The optimiser of the embeddings. */
    final OptimizerSpec embeddingOptimizerSpec(OptimizerSpec otherwise) {
        return isSet(embeddingOptimizer)
                ? OptimizerCodec.read(ConfigReader.text(getEmbeddingOptimizer(), "embeddingOptimizer"))
                : otherwise;
    }

    static <T extends Enum<T>> T choice(T[] choices, String label) {
        return Stream.of(choices)
                .filter(choice -> choice.name().replace('_', '-').equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow();
    }

    /** Param: learning rate of shared parameters and embeddings, where optimizer does not say. */
    public final DoubleParam learningRate() {
        return learningRate;
    }

    /** Value of {@link #learningRate}. */
    public final double getLearningRate() {
        return (double) getOrDefault(learningRate);
    }

    /** Sets {@link #learningRate}: learning rate of shared parameters and embeddings, where optimizer does not say (above 0). */
    public final E setLearningRate(double value) {
        set(learningRate, value);
        return self();
    }

    /** Param: optimiser of the shared parameters, for example {adamw: {learningRate: 0.001}}. */
    public final Param<String> optimizer() {
        return optimizer;
    }

    /** Value of {@link #optimizer}; not set by default. */
    public final String getOptimizer() {
        return getOrDefault(optimizer);
    }

    /** Sets {@link #optimizer}: optimiser of the shared parameters, for example {adamw: {learningRate: 0.001}} (default: Adam). */
    public final E setOptimizer(String value) {
        set(optimizer, value);
        return self();
    }

    /** Param: optimiser of the task embeddings. */
    public final Param<String> embeddingOptimizer() {
        return embeddingOptimizer;
    }

    /** Value of {@link #embeddingOptimizer}; not set by default. */
    public final String getEmbeddingOptimizer() {
        return getOrDefault(embeddingOptimizer);
    }

    /** Sets {@link #embeddingOptimizer}: optimiser of the task embeddings (default: that of the shared parameters). */
    public final E setEmbeddingOptimizer(String value) {
        set(embeddingOptimizer, value);
        return self();
    }

    /** Param: what becomes of local optimisers' state between rounds: average, keep or reset. */
    public final Param<String> optimizerState() {
        return optimizerState;
    }

    /** Value of {@link #optimizerState}. */
    public final String getOptimizerState() {
        return getOrDefault(optimizerState);
    }

    /** Sets {@link #optimizerState}: what becomes of local optimisers' state between rounds: average, keep or reset. */
    public final E setOptimizerState(String value) {
        set(optimizerState, value);
        return self();
    }

    /** Param: largest norm of the shared gradient in a step; 0 for no limit. */
    public final DoubleParam gradientClip() {
        return gradientClip;
    }

    /** Value of {@link #gradientClip}. */
    public final double getGradientClip() {
        return (double) getOrDefault(gradientClip);
    }

    /** Sets {@link #gradientClip}: largest norm of the shared gradient in a step; 0 for no limit. */
    public final E setGradientClip(double value) {
        set(gradientClip, value);
        return self();
    }

    /** Param: probability that a step shows a task as unknown, in [0, 1). */
    public final DoubleParam embeddingDropout() {
        return embeddingDropout;
    }

    /** Value of {@link #embeddingDropout}. */
    public final double getEmbeddingDropout() {
        return (double) getOrDefault(embeddingDropout);
    }

    /** Sets {@link #embeddingDropout}: probability that a step shows a task as unknown, in [0, 1). */
    public final E setEmbeddingDropout(double value) {
        set(embeddingDropout, value);
        return self();
    }
}
