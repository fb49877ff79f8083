package org.hypernetspark.spark;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_list;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.map;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.row_number;
import static org.apache.spark.sql.functions.struct;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.serializer.SerializerInstance;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.expressions.Window;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.Divergence;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.RoundStatistics;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.WorkerResult;
import org.hypernetspark.train.WorkerState;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import scala.reflect.ClassTag$;

/** Everything that ordinary work sends is registered: each of these fails on a class that is not. */
@Timeout(120)
class KryoRegistrationTest {
    private static final String CSV =
            """
            store,day,price,units,promoted,nothing,opened
            b,2024-01-01,1.5,3,true,,2024-01-01T10:00:00
            a,2024-01-02,2.5,1,false,,2024-01-02T11:30:00
            a,2024-01-03,,4,true,,2024-01-03T09:15:00
            """;

    @TempDir
    private static Path folder;

    private static LocalSpark spark;
    private static Dataset<Row> sales;

    @BeforeAll
    static void start() throws IOException {
        spark = LocalSpark.cores(2);
        Path csv = Files.writeString(folder.resolve("sales.csv"), CSV);
        sales = session()
                .read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(csv.toString());
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    private static SparkSession session() {
        return spark.session();
    }

    @Test
    void inferringTheSchemaOfACsvFile() {
        assertThat(sales.schema().simpleString())
                .isEqualTo("struct<store:string,day:date,price:double,units:int,promoted:boolean,nothing:string,"
                        + "opened:timestamp>");
    }

    @Test
    void collectingRows() {
        assertThat(sales.collectAsList()).hasSize(3);
        assertThat(sales.javaRDD().collect()).hasSize(3);
        assertThat(sales.toJSON().collectAsList()).hasSize(3);
        assertThat(sales.takeAsList(2)).hasSize(2);
    }

    @Test
    void collectingNestedRows() {
        Row row = sales.groupBy("store")
                .agg(collect_list(struct("day", "price")).as("days"))
                .select(col("days"), struct(col("store")), array(lit(1)), map(lit("k"), lit(2.0)))
                .javaRDD()
                .collect()
                .get(0);
        assertThat(row.<Row>getList(0)).isNotEmpty();
    }

    @Test
    void collectingValuesOfEveryTypeAloneAndInArrays() {
        List<Column> values = Stream.concat(
                        Stream.of("boolean", "tinyint", "smallint", "int", "bigint", "float", "double", "decimal(9,2)")
                                .map(type -> col("units").cast(type)),
                        Stream.of(col("store"), col("day"), col("opened")))
                .toList();
        Column[] columns = Stream.concat(values.stream(), values.stream().map(value -> array(value)))
                .toArray(Column[]::new);
        Dataset<Row> table = sales.select(columns).withColumn("bytes", lit(new byte[] {1}));
        assertThat(table.javaRDD().collect()).hasSize(3);
        assertThat(table.javaRDD().groupBy(row -> row.getInt(3)).collect()).hasSize(3);
    }

    @Test
    void shufflingRowsAsObjects() {
        assertThat(sales.javaRDD().groupBy(row -> row.getString(0)).collect()).hasSize(2);
        assertThat(sales.javaRDD()
                        .keyBy(row -> row.getString(0))
                        .groupByKey()
                        .mapValues(rows -> rows.iterator().next())
                        .collectAsMap())
                .hasSize(2);
    }

    @Test
    void joiningWithABroadcastTable() {
        Dataset<Row> stores = session().range(2).select(lit("a").as("store"), col("id"));
        assertThat(sales.join(broadcast(stores), "store").count()).isEqualTo(4);
        assertThat(sales.crossJoin(broadcast(stores.select("id"))).count()).isEqualTo(6);
        Dataset<Row> numbers = session().range(5).select(col("id").cast("int").as("units"));
        assertThat(sales.join(broadcast(numbers), "units").count()).isEqualTo(3);
        assertThat(session().range(5).join(broadcast(session().range(3)), "id").count())
                .isEqualTo(3);
    }

    @Test
    void joiningSortedTables() {
        Dataset<Row> other = sales.select("store", "price").hint("merge");
        assertThat(sales.join(other, "store").count()).isEqualTo(5);
    }

    @Test
    void writingAndReadingParquet() {
        String path = folder.resolve("sales.parquet").toString();
        sales.drop("nothing").write().mode("overwrite").partitionBy("store").parquet(path);
        assertThat(session().read().parquet(path).where(col("units").gt(1)).collectAsList())
                .hasSize(2);
    }

    @Test
    void writingCsvAndJson() {
        String csv = folder.resolve("out.csv").toString();
        sales.write().option("header", true).csv(csv);
        assertThat(session().read().option("header", true).csv(csv).count()).isEqualTo(3);
        String json = folder.resolve("out.json").toString();
        sales.write().json(json);
        assertThat(session().read().json(json).count()).isEqualTo(3);
    }

    @Test
    void sortingGroupingAndWindows() {
        assertThat(sales.orderBy(col("price").desc(), col("store")).collectAsList())
                .hasSize(3);
        assertThat(sales.repartition(3).sortWithinPartitions("day").collectAsList())
                .hasSize(3);
        assertThat(sales.groupBy("store")
                        .agg(avg("price"), max("day"), count("units"))
                        .collectAsList())
                .hasSize(2);
        assertThat(sales.withColumn(
                                "n",
                                row_number().over(Window.partitionBy("store").orderBy("day")))
                        .collectAsList())
                .hasSize(3);
        assertThat(sales.dropDuplicates("store").count()).isEqualTo(2);
        assertThat(sales.stat().approxQuantile("price", new double[] {0.5}, 0.01))
                .hasSize(1);
        assertThat(sales.describe("price").collectAsList()).hasSize(5);
    }

    @Test
    void cachingAndCheckpointingATable() {
        Dataset<Row> kept = sales.select("store", "units").cache();
        assertThat(kept.count()).isEqualTo(3);
        assertThat(kept.localCheckpoint().count()).isEqualTo(3);
        kept.unpersist();
    }

    @Test
    void fittingSparksOwnTransformersOnVectors() {
        Dataset<Row> indexed = new StringIndexer()
                .setInputCol("store")
                .setOutputCol("index")
                .fit(sales)
                .transform(sales);
        Dataset<Row> vectors = new VectorAssembler()
                .setInputCols(new String[] {"index", "units"})
                .setOutputCol("vector")
                .transform(indexed);
        Dataset<Row> scaled = new StandardScaler()
                .setInputCol("vector")
                .setOutputCol("scaled")
                .fit(vectors)
                .transform(vectors);
        List<Row> rows = scaled.select("scaled").javaRDD().collect();
        assertThat(rows)
                .allSatisfy(row -> assertThat(row.<Vector>getAs(0).size()).isEqualTo(2));
        assertThat(session().sparkContext().env().serializer().newInstance()).satisfies(serializer -> {
            assertThat(roundTrip(serializer, Vectors.sparse(3, new int[] {1}, new double[] {2})))
                    .isEqualTo(Vectors.sparse(3, new int[] {1}, new double[] {2}));
        });
    }

    static Stream<Object> wireClasses() {
        float[] values = {1.5f, -0f, Float.NaN};
        float[][] slots = {values, {}};
        Shard shard = Shard.deal(ToyFits.TASKS, 2).get(1);
        RoundStatistics statistics = new RoundStatistics(1.5, 3, 7);
        Divergence divergence = new Divergence(3, "a", Double.NaN);
        WorkerState state = new WorkerState(values, slots, new int[] {1, 2}, slots, 9);
        MetricSums sums = new MetricSums();
        sums.addLoss(0.25, 4);
        return Stream.of(
                shard,
                shard.task(0),
                shard.task(0).training(),
                Slice.of(1, 3, statistics, divergence),
                new Slice[] {Slice.of(1, 3, 0.5, values, 0, 3)},
                new TaskEmbeddings(new String[] {"a", "b"}, 1, new float[] {1, 2}),
                new SharedState(values, slots, 12),
                new MeansReport(false, statistics, divergence),
                state,
                new WorkerResult(2, 4.5, slots, state, statistics, null),
                sums,
                new MetricSums[] {sums},
                new Manifest.Part("worker-00000-1.bin", 99),
                new ExecutorWorkspace(TrainingPlan.of(ToyTasks.hypernet(), new MeanSquaredError(), ToyFits.SPEC)));
    }

    @ParameterizedTest
    @MethodSource("wireClasses")
    void ourOwnClassesArriveAsTheyWereSent(Object sent) {
        SerializerInstance serializer =
                session().sparkContext().env().serializer().newInstance();
        Object arrived = roundTrip(serializer, sent);
        assertThat(arrived)
                .isNotSameAs(sent)
                .usingRecursiveComparison()
                .withEqualsForType(Float::equals, Float.class)
                .withEqualsForType(Double::equals, Double.class)
                .isEqualTo(sent);
    }

    private static Object roundTrip(SerializerInstance serializer, Object sent) {
        ByteBuffer bytes = serializer.serialize(sent, ClassTag$.MODULE$.Any());
        return serializer.deserialize(bytes, ClassTag$.MODULE$.Any());
    }
}
