package org.hypernetspark.jobs;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hypernetspark.config.ConditionCodec;
import org.hypernetspark.config.FormCodec;
import org.hypernetspark.config.HypernetConfig;
import org.hypernetspark.config.InitCodec;
import org.hypernetspark.config.LayersCodec;
import org.hypernetspark.config.LossCodec;
import org.hypernetspark.config.OptimizerCodec;
import org.hypernetspark.config.OutputCodec;
import org.hypernetspark.config.TargetCodec;
import org.hypernetspark.jobs.data.Columns;
import org.hypernetspark.ml.HypernetClassifier;
import org.hypernetspark.ml.HypernetEstimator;
import org.hypernetspark.ml.HypernetModel;
import org.hypernetspark.ml.HypernetRegressor;
import org.hypernetspark.ml.TrainingStart;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;

/**
 * The estimator that a job's configuration stands for.
 *
 * @param config the job
 * @param columns of its table
 * @param listeners are told how the fit goes
 */
record JobFit(JobConfig config, Columns columns, List<TrainingListener> listeners) {
    /** Trains on these rows, or goes on where an earlier start stopped. */
    HypernetModel<?> fit(Dataset<Row> rows) throws IOException {
        Dataset<Row> taught = taught(rows);
        return classification()
                ? configured(classifier(rows), rows).fit(taught)
                : configured(new HypernetRegressor(), rows).fit(taught);
    }

    /** What training on these rows would begin with, and up to so many of its tasks. */
    TrainingStart start(Dataset<Row> rows, int tasks) throws IOException {
        Dataset<Row> taught = taught(rows);
        return classification()
                ? configured(classifier(rows), rows).start(taught, tasks)
                : configured(new HypernetRegressor(), rows).start(taught, tasks);
    }

    private boolean classification() {
        return config.target().loss().classification();
    }

    private HypernetClassifier classifier(Dataset<Row> rows) throws IOException {
        HypernetClassifier classifier = new HypernetClassifier();
        return config.teacher() == null
                ? classifier
                : classifier.setClasses(config.teacher().classes(config.target().loss(), rows.sparkSession()));
    }

    private Dataset<Row> taught(Dataset<Row> rows) throws IOException {
        return config.teacher() == null
                ? rows
                : config.teacher()
                        .relabelled(rows, columns.label(), config.target().loss());
    }

    private <E extends HypernetEstimator<E, M>, M extends HypernetModel<M>> E configured(E estimator, Dataset<Row> rows)
            throws IOException {
        List<String> descriptor = config.hypernet().descriptor() ? columns.descriptor() : List.of();
        estimator
                .setTaskCol(columns.task())
                .setFeaturesCols(columns.features().toArray(new String[0]))
                .setCategoricalCols(columns.categorical().toArray(new String[0]))
                .setDescriptorCols(descriptor.toArray(new String[0]))
                .setLabelCol(columns.label())
                .setValidationFraction(config.data().split().validation())
                .setCheckpointDir(config.outputFile("checkpoints"))
                .setCheckpointEvery(config.checkpointEvery())
                .setListeners(listeners);
        if (!columns.variant().isEmpty()) {
            estimator.setVariantCol(columns.variant());
        }
        describeTarget(estimator, config.target());
        describeHypernet(estimator, config.hypernet());
        describeTraining(estimator, config.training());
        estimator.setTrainer(config.trainer().label());
        if (config.base() != null) {
            estimator.setBaseWeights(config.base().weights(config.target(), rows.sparkSession()));
        }
        return estimator;
    }

    private static void describeTarget(HypernetEstimator<?, ?> estimator, TargetSpec target) {
        estimator.setTarget(TargetCodec.writeLayers(target).toString());
        estimator.setLoss(LossCodec.write(target.loss()).toString());
        if (target.input() != null) {
            estimator.setTargetInputShape(
                    target.input().dims().stream().map(String::valueOf).collect(Collectors.joining(",")));
        }
    }

    private static void describeHypernet(HypernetEstimator<?, ?> estimator, HypernetConfig hypernet) {
        estimator.setEmbedding(hypernet.embedding());
        estimator.setCondition(ConditionCodec.write(hypernet.condition()).toString());
        estimator.setTrunk(LayersCodec.write(hypernet.trunk()).toString());
        estimator.setOutput(OutputCodec.write(hypernet.output()).toString());
        estimator.setForm(FormCodec.write(hypernet.form()).toString());
        estimator.setGenerate(hypernet.generate().toArray(new String[0]));
        estimator.setInit(InitCodec.write(hypernet.init()).toString());
    }

    private static void describeTraining(HypernetEstimator<?, ?> estimator, TrainingSpec training) {
        estimator.setRounds(training.rounds());
        estimator.setLocalSteps(training.localSteps());
        estimator.setBatch(training.batch());
        estimator.setTasksPerStep(training.tasksPerStep());
        estimator.setWorkers(training.workers());
        estimator.setAggregation(training.aggregation().label());
        estimator.setOptimizer(OptimizerCodec.write(training.optimizer()).toString());
        estimator.setEmbeddingOptimizer(
                OptimizerCodec.write(training.embeddingOptimizer()).toString());
        estimator.setOptimizerState(training.optimizerState().label());
        estimator.setGradientClip(training.gradientClip());
        estimator.setEmbeddingDropout(training.embeddingDropout());
        estimator.setEvaluateEvery(training.evaluateEvery());
        if (training.earlyStopping() != null) {
            estimator.setPatience(training.earlyStopping().patience());
            estimator.setMinDelta(training.earlyStopping().minDelta());
        }
        estimator.setPolyak(training.polyak());
        estimator.setSeed(training.seed());
    }
}
