package org.hypernetspark.ml;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.config.DataShape;
import org.hypernetspark.config.TrainingCodec;
import org.hypernetspark.dl4j.Dl4jSparkTrainer;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.ml.table.ColumnEncoding;
import org.hypernetspark.ml.table.EncoderSettings;
import org.hypernetspark.ml.table.FeatureEncoder;
import org.hypernetspark.ml.table.FeatureEncoderJson;
import org.hypernetspark.ml.table.RowSplit;
import org.hypernetspark.ml.table.TableColumns;
import org.hypernetspark.ml.table.TableSchema;
import org.hypernetspark.ml.table.TaskTable;
import org.hypernetspark.model.RunManifest;
import org.hypernetspark.model.SavedModel;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.spark.SparkTrainer;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingListener;
import org.hypernetspark.train.TrainingSpec;

/**
 * Trains one hypernet for all tasks of a table.
 *
 * <p>The result depends on Params and table content alone: not on partitions, order of rows, executors or retries.
 *
 * @param <E> the estimator itself
 * @param <M> its model
 */
public abstract class HypernetEstimator<E extends HypernetEstimator<E, M>, M extends HypernetModel<M>>
        extends TrainingEstimator<E, M> implements DefaultParamsWritable {
    private static final long serialVersionUID = 1;

    private final PredictionParams prediction;
    private transient List<TrainingListener> listeners = List.of();
    private transient float[] baseWeights;

    HypernetEstimator(String uid, String defaultLoss) {
        super(uid, defaultLoss);
        this.prediction = new PredictionParams(this);
    }

    /** How the encoder is to be fitted, given the label's column. */
    abstract EncoderSettings encoderSettings(StructType schema);

    /** A model with this estimator's uid. */
    abstract M model(SavedModel saved);

    /** Adds the model's columns to a schema. */
    abstract StructType withOutputs(StructType schema);

    /** These listeners are told how fits go; they are kept by {@link #copy}, but not saved. */
    public final E setListeners(List<TrainingListener> value) {
        listeners = List.copyOf(value);
        return self();
    }

    /** Those who are told how fits go. */
    public final List<TrainingListener> getListeners() {
        return listeners == null ? List.of() : listeners;
    }

    /**
     * The weights of a trained network with the target's layers, as {@code generateWeights} gives them, that base weights
     * begin with; null for the initialisation's. They are kept by {@link #copy}, but not saved.
     */
    public final E setBaseWeights(float[] theta) {
        baseWeights = theta == null ? null : theta.clone();
        return self();
    }

    /**
     * Checks columns and settings without looking at rows.
     *
     * @throws IllegalArgumentException if a column is missing or of the wrong type, or settings do not fit together
     */
    @Override
    public final StructType transformSchema(StructType schema) {
        new TableSchema(schema).resolve(columnNames());
        TrainingSpec training = trainingSpec();
        if (dl4j()) {
            Dl4jSparkTrainer.check(training);
        }
        lossSpec();
        hypernetConfig();
        return withOutputs(schema);
    }

    /**
     * Trains.
     *
     * @throws IllegalArgumentException if the table or the settings cannot be used, before training begins
     * @throws org.hypernetspark.train.TrainingDivergedException if a loss or parameter is not finite
     */
    @Override
    public final M fit(Dataset<?> dataset) {
        StructType schema = dataset.schema();
        transformSchema(schema);
        TableColumns columns = new TableSchema(schema).resolve(columnNames());
        TrainingSpec training = trainingSpec();
        RowSplit split = new RowSplit(getValidationFraction(), getSeed());
        try (TaskTable table = TaskTable.fit(dataset, columns, encoderSettings(schema), split, training.workers())) {
            return copyValues(model(train(dataset, table, training)), new ParamMap())
                    .setParent(this);
        }
    }

    /**
     * What {@link #fit} would begin with, to be looked at before training.
     *
     * @param tasks how many tasks are wanted, at least 1
     * @throws IllegalArgumentException if the table or the settings cannot be used
     */
    public final TrainingStart start(Dataset<?> dataset, int tasks) {
        StructType schema = dataset.schema();
        transformSchema(schema);
        TableColumns columns = new TableSchema(schema).resolve(columnNames());
        TrainingSpec training = trainingSpec();
        RowSplit split = new RowSplit(getValidationFraction(), getSeed());
        try (TaskTable table = TaskTable.fit(dataset, columns, encoderSettings(schema), split, training.workers())) {
            TargetSpec target = targetSpec(table.encoder());
            return new TrainingStart(
                    hypernet(hypernetSpec(table.encoder()), target), table.first(tasks), training.seed());
        }
    }

    private Hypernet hypernet(HypernetSpec spec, TargetSpec target) {
        Hypernet hypernet = Hypernet.of(spec, target.networks());
        return baseWeights == null ? hypernet : hypernet.withBase(baseWeights);
    }

    private TargetSpec targetSpec(FeatureEncoder encoder) {
        return targetSpec(
                encoder.features().width() - widthBeside(encoder.features()),
                encoder.label().classes().size());
    }

    private HypernetSpec hypernetSpec(FeatureEncoder encoder) {
        return hypernetConfig().resolve(shape(encoder, encoder.label().classes().size()));
    }

    private SavedModel train(Dataset<?> dataset, TaskTable table, TrainingSpec training) {
        FeatureEncoder encoder = table.encoder();
        TargetSpec target = targetSpec(encoder);
        HypernetSpec spec = hypernetSpec(encoder);
        Hypernet hypernet = hypernet(spec, target);
        TargetOutputs.checkLabels(table, target.networks(), target.loss(), task -> task);
        LastMetrics metrics = new LastMetrics();
        List<TrainingListener> told = new ArrayList<>(getListeners());
        told.add(metrics);
        TrainedHypernet result = dl4j()
                ? new Dl4jSparkTrainer(hypernet, target.loss(), training).train(table.shards(), told)
                : train(dataset.sparkSession(), new SparkTrainer(hypernet, target.loss(), training), table, told);
        return new SavedModel(
                target,
                spec,
                result.phi(),
                result.embeddings(),
                FeatureEncoderJson.write(encoder),
                RunManifest.ofThisRun(
                        training.seed(),
                        TrainingCodec.write(training).toString(),
                        Instant.now().toString(),
                        metrics.rounds(),
                        metrics.named()));
    }

    private static DataShape shape(FeatureEncoder encoder, int classes) {
        Map<String, List<Integer>> columns = new LinkedHashMap<>();
        int at = 0;
        for (ColumnEncoding column : encoder.features().columns()) {
            int end = at + column.width();
            columns.put(column.column().name(), IntStream.range(at, end).boxed().toList());
            at = end;
        }
        return new DataShape(encoder.descriptors().width(), at, 1, classes, columns);
    }

    private TrainedHypernet train(
            SparkSession session, SparkTrainer trainer, TaskTable table, List<TrainingListener> told) {
        try (FitDirectory directory = FitDirectory.of(session, checkpointPath(), getCheckpointEvery())) {
            return trainer.train(table.shards(), directory.run(), told).collect();
        }
    }

    private boolean dl4j() {
        return getTrainer().equals(Trainer.DL4J_SPARK.label());
    }

    private String checkpointPath() {
        return isSet(checkpointDir()) ? getCheckpointDir() : null;
    }

    @Override
    public final E copy(ParamMap extra) {
        E copy = defaultCopy(extra);
        return copy.setListeners(getListeners()).setBaseWeights(baseWeights);
    }

    final PredictionParams prediction() {
        return prediction;
    }

    /** Param: column that predictions are written to. */
    public final Param<String> predictionCol() {
        return prediction.predictionCol;
    }

    /** The column that predictions are written to; default {@code prediction}. */
    public final String getPredictionCol() {
        return getOrDefault(prediction.predictionCol);
    }

    /** Sets the column that predictions are written to. */
    public final E setPredictionCol(String value) {
        set(prediction.predictionCol, value);
        return self();
    }

    /** Param: what to do about tasks that were not trained. */
    public final Param<String> unknownTask() {
        return prediction.unknownTask;
    }

    /** Sets what to do about tasks that were not trained: {@code error}, {@code nan} or {@code zero-embedding}. */
    public final E setUnknownTask(String value) {
        set(prediction.unknownTask, value);
        return self();
    }

    /** Param: what to do about rows with a value that is missing or not finite. */
    public final Param<String> invalidRow() {
        return prediction.invalidRow;
    }

    /** Sets what to do about rows with a value that is missing or not finite: {@code error} or {@code nan}. */
    public final E setInvalidRow(String value) {
        set(prediction.invalidRow, value);
        return self();
    }

    /** Param: memory for generated networks in each partition. */
    public final IntParam networkCacheMegabytes() {
        return prediction.networkCacheMegabytes;
    }

    /** Sets the memory for generated networks in each partition, in MiB. */
    public final E setNetworkCacheMegabytes(int value) {
        set(prediction.networkCacheMegabytes, value);
        return self();
    }

    /** Param: networks drawn for each task; 0 for one at the centre. */
    public final IntParam samples() {
        return prediction.samples;
    }

    /** Sets how many networks the model draws for each task, with noise or with dropout in its trunk; 0 for none. */
    public final E setSamples(int value) {
        set(prediction.samples, value);
        return self();
    }

    /** Param: seed of the networks that are drawn. */
    public final LongParam samplingSeed() {
        return prediction.samplingSeed;
    }

    /** Sets the seed of the networks that are drawn. */
    public final E setSamplingSeed(long value) {
        set(prediction.samplingSeed, value);
        return self();
    }

    /** Param: preference to predict for. */
    public final DoubleArrayParam preference() {
        return prediction.preference;
    }

    /** Sets the preference that the model predicts for; none for the centre of those that are drawn. */
    public final E setPreference(double... value) {
        set(prediction.preference, value.clone());
        return self();
    }

    /** Param: columns with a preference for each row. */
    public final StringArrayParam preferenceCols() {
        return prediction.preferenceCols;
    }

    /** Sets the columns that give each row a preference of its own; none if {@link #preference} holds for all. */
    public final E setPreferenceCols(String... values) {
        set(prediction.preferenceCols, values.clone());
        return self();
    }
}
