package org.hypernetspark.ml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.ml.plan.AddColumns;
import org.hypernetspark.ml.predict.BroadcastPayload;
import org.hypernetspark.ml.predict.GeneratedNetworks;
import org.hypernetspark.ml.predict.ModelPayload;
import org.hypernetspark.ml.predict.OutputColumns;
import org.hypernetspark.ml.predict.PredictionFunction;
import org.hypernetspark.ml.predict.PredictionRules;
import org.hypernetspark.ml.table.FeatureEncoder;
import org.hypernetspark.ml.table.FeatureEncoderJson;
import org.hypernetspark.ml.table.TableSchema;
import org.hypernetspark.ml.table.TaskTable;
import org.hypernetspark.model.SavedModel;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.AdaptationSpec;

/**
 * A trained hypernet as a Spark ML model: generates a network for each task and runs the task's rows through it.
 *
 * @param <M> the model itself
 */
public abstract class HypernetModel<M extends HypernetModel<M>> extends Model<M> implements MLWritable {
    /** Shares of the tasks where tables are read to evaluate or adapt: fixed, so that the cluster does not change a bit. */
    static final int SHARES = 32;

    private static final long serialVersionUID = 1;

    private final String uid;
    private final transient SavedModel saved;
    private final transient BroadcastPayload payload;
    private final PredictionParams prediction;

    HypernetModel(String uid, SavedModel saved) {
        this(uid, saved, new BroadcastPayload(payload(saved)));
    }

    /** Shares what was broadcast. */
    HypernetModel(String uid, SavedModel saved, BroadcastPayload payload) {
        this.uid = uid;
        this.saved = saved;
        this.payload = payload;
        this.prediction = new PredictionParams(this);
    }

    private static ModelPayload payload(SavedModel saved) {
        if (saved.preprocessing().isEmpty()) {
            throw new IllegalArgumentException("The model holds no preprocessing, so it cannot read tables;"
                    + " expected one that was trained by an estimator or job");
        }
        FeatureEncoder encoder = FeatureEncoderJson.read(saved.preprocessing());
        if (encoder.label().classification() != saved.target().loss().classification()) {
            throw new IllegalArgumentException("The model's preprocessing and its loss "
                    + saved.target().loss().name() + " do not fit together");
        }
        return new ModelPayload(saved, encoder);
    }

    @Override
    public final String uid() {
        return uid;
    }

    /** The same with other parts; Params are not copied. */
    abstract M with(SavedModel newSaved, BroadcastPayload newPayload);

    /** Adds the model's columns to a schema. */
    abstract StructType withOutputs(StructType schema);

    /** How the model's columns follow from outputs. */
    abstract OutputColumns outputColumns();

    /** The trained hypernet with all that is needed to use it. */
    public final SavedModel savedModel() {
        return saved;
    }

    /** The tasks' learned embeddings. */
    public final TaskEmbeddings embeddings() {
        return saved.embeddings();
    }

    /** How rows are encoded, with the names of the columns that are read. */
    public final FeatureEncoder encoder() {
        return payload.payload().encoder();
    }

    final BroadcastPayload broadcastPayload() {
        return payload;
    }

    final PredictionRules rules() {
        PredictionRules rules = prediction.rules(saved.spec().condition().descriptor() > 0);
        rules.check(saved.spec());
        return rules;
    }

    /** Whether several networks are drawn for each task. */
    final boolean sampling() {
        return getSamples() > 0;
    }

    /**
     * Checks that the columns are there, without looking at rows; the label need not be.
     *
     * @throws IllegalArgumentException if a column is missing or of another type than the model was fitted to
     */
    @Override
    public final StructType transformSchema(StructType schema) {
        new TableSchema(schema).require(encoder().columns().toPredict(schema));
        return withOutputs(schema);
    }

    /**
     * Adds predictions; rows keep their order and partitions, nothing is shuffled.
     *
     * @throws IllegalArgumentException if columns are missing; when rows are computed, as Params say, for unknown tasks and
     *     rows that cannot be used
     */
    @Override
    public final Dataset<Row> transform(Dataset<?> dataset) {
        StructType schema = dataset.schema();
        StructType result = transformSchema(schema);
        PredictionRules rules = rules();
        rules.check(saved.spec(), schema);
        StructType added = new StructType(Arrays.copyOfRange(result.fields(), schema.length(), result.length()));
        Broadcast<ModelPayload> sent = payload.on(dataset.sparkSession());
        List<String> read =
                new ArrayList<>(encoder().columns().toPredict(schema).names());
        read.addAll(rules.preferenceColumns());
        return AddColumns.to(dataset, added, read, new PredictionFunction(sent, rules, outputColumns()));
    }

    /**
     * Measures the model on a table with labels, task by task; regression metrics are in the label's own unit, the loss is in
     * the unit of training.
     *
     * @throws IllegalArgumentException if the table cannot be used, or holds unknown tasks where that is an error
     */
    public final Evaluation evaluate(Dataset<?> dataset) {
        return TableEvaluation.of(dataset, payload, rules());
    }

    /**
     * A model that also knows the tasks of this table: their embeddings are fitted to its rows, everything else stays. A
     * task that was known before gets a new embedding.
     *
     * @param fewRows a table like the training table
     * @throws IllegalArgumentException if the table cannot be used, or the hypernet has no embeddings
     */
    public final M adapt(Dataset<?> fewRows, AdaptationSpec spec) {
        TaskEmbeddings adapted = TableAdaptation.of(fewRows, payload, spec);
        SavedModel joined = saved.with(saved.embeddings().with(adapted));
        M model = with(joined, new BroadcastPayload(payload(joined)));
        return copyValues(model, new ParamMap());
    }

    /**
     * A model that also knows the tasks of this table by their support sets, which its rows are: no step is taken. Embeddings
     * of known tasks stay, others are zero.
     *
     * @param fewRows a table like the training table
     * @throws IllegalArgumentException if the table cannot be used, or the hypernet sees no support set
     */
    public final M support(Dataset<?> fewRows) {
        TaskEmbeddings encoded = TableAdaptation.ofSupport(fewRows, payload);
        SavedModel joined = saved.with(saved.embeddings().with(encoded));
        M model = with(joined, new BroadcastPayload(payload(joined)));
        return copyValues(model, new ParamMap());
    }

    /**
     * The weights of all tasks of the model as rows {@code (task, weights)}; if the target has variants, with the name of the
     * task's in a column {@code variant}.
     *
     * @throws IllegalArgumentException if the hypernet sees descriptors, which the model does not hold
     */
    public final Dataset<Row> generateWeights(SparkSession session) {
        if (saved.spec().condition().descriptor() > 0) {
            throw new IllegalArgumentException("This hypernet sees descriptors, which the model does not hold;"
                    + " give generateWeights a table with the tasks and their descriptors");
        }
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < embeddings().count(); i++) {
            tasks.add(Task.of(embeddings().id(i), Rows.none())
                    .ofVariant(embeddings().variant(i)));
        }
        return weights(
                session,
                JavaSparkContext.fromSparkContext(session.sparkContext())
                        .parallelize(Shard.deal(tasks, SHARES), SHARES));
    }

    /**
     * The weights of the tasks of a table as rows {@code (task, weights)}; the table holds the task column and, if the
     * hypernet sees them, the descriptor columns.
     *
     * @throws IllegalArgumentException if the table cannot be used
     */
    public final Dataset<Row> generateWeights(Dataset<?> tasks) {
        try (TaskTable described = TaskTable.readDescriptors(tasks, encoder(), SHARES)) {
            return weights(tasks.sparkSession(), described.shards());
        }
    }

    private Dataset<Row> weights(SparkSession session, JavaRDD<Shard> shards) {
        if (saved.spec().condition().perExample()) {
            throw new IllegalArgumentException(
                    "This hypernet generates a network for each row (condition.columns), so a"
                            + " task has no weights of its own; predict instead");
        }
        Broadcast<ModelPayload> sent = payload.on(session);
        PredictionRules rules = rules();
        StructType schema = new StructType()
                .add("task", DataTypes.StringType, false)
                .add("weights", DataTypes.createArrayType(DataTypes.FloatType, false), false);
        if (saved.target().variants().size() > 1) {
            schema = schema.add("variant", DataTypes.StringType, false);
        }
        JavaRDD<Row> rows = shards.mapPartitions(parts -> new GeneratedNetworks(parts.next(), sent.value(), rules));
        return session.createDataFrame(rows, schema);
    }

    @Override
    public final M copy(ParamMap extra) {
        M copy = copyValues(with(saved, payload), extra);
        return hasParent() ? copy.setParent(parent()) : copy;
    }

    @Override
    public final MLWriter write() {
        return new ModelWriter(this);
    }

    /** Param: column that predictions are written to. */
    public final Param<String> predictionCol() {
        return prediction.predictionCol;
    }

    /** The column that predictions are written to; default {@code prediction}. */
    public final String getPredictionCol() {
        return getOrDefault(prediction.predictionCol);
    }

    /** Param: what to do about tasks that were not trained. */
    public final Param<String> unknownTask() {
        return prediction.unknownTask;
    }

    /** Param: what to do about rows with a value that is missing or not finite. */
    public final Param<String> invalidRow() {
        return prediction.invalidRow;
    }

    /** Param: memory for generated networks in each partition. */
    public final IntParam networkCacheMegabytes() {
        return prediction.networkCacheMegabytes;
    }

    /** Sets the column that predictions are written to. */
    public final M setPredictionCol(String value) {
        set(prediction.predictionCol, value);
        return self();
    }

    /** Sets what to do about tasks that were not trained: {@code error}, {@code nan} or {@code zero-embedding}. */
    public final M setUnknownTask(String value) {
        set(prediction.unknownTask, value);
        return self();
    }

    /** Sets what to do about rows with a value that is missing or not finite: {@code error} or {@code nan}. */
    public final M setInvalidRow(String value) {
        set(prediction.invalidRow, value);
        return self();
    }

    /** Sets the memory for generated networks in each partition, in MiB. */
    public final M setNetworkCacheMegabytes(int value) {
        set(prediction.networkCacheMegabytes, value);
        return self();
    }

    /** Param: networks drawn for each task; 0 for one at the centre. */
    public final IntParam samples() {
        return prediction.samples;
    }

    /** Value of {@link #samples}. */
    public final int getSamples() {
        return (int) getOrDefault(prediction.samples);
    }

    /** Sets how many networks are drawn for each task, of a hypernet with noise or with dropout in its trunk; 0 for none. */
    public final M setSamples(int value) {
        set(prediction.samples, value);
        return self();
    }

    /** Param: seed of the networks that are drawn. */
    public final LongParam samplingSeed() {
        return prediction.samplingSeed;
    }

    /** Sets the seed of the networks that are drawn. */
    public final M setSamplingSeed(long value) {
        set(prediction.samplingSeed, value);
        return self();
    }

    /** Param: preference to predict for. */
    public final DoubleArrayParam preference() {
        return prediction.preference;
    }

    /** Sets the preference to predict for, in the unit it was drawn in; none for the centre of those that were drawn. */
    public final M setPreference(double... value) {
        set(prediction.preference, value.clone());
        return self();
    }

    /** Param: columns with a preference for each row. */
    public final StringArrayParam preferenceCols() {
        return prediction.preferenceCols;
    }

    /** Sets the columns that give each row a preference of its own; none if {@link #preference} holds for all. */
    public final M setPreferenceCols(String... values) {
        set(prediction.preferenceCols, values.clone());
        return self();
    }

    @SuppressWarnings("unchecked")
    private M self() {
        return (M) this;
    }
}
