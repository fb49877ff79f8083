package org.hypernetspark.ml.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.sql.streaming.Trigger;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.ml.table.Cells;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(SparkSessionExtension.class)
@Timeout(120)
class AddColumnsTest {
    private static final StructType ADDED =
            new StructType().add("tens", DataTypes.DoubleType).add("place", DataTypes.StringType);
    private static final BlockFunction FUNCTION = new RowNumbers(4);

    private static SparkSession session;

    @BeforeAll
    static void start(SparkSession shared) {
        session = shared;
    }

    /** Ten rows {@code (id, name)} in two partitions of five. */
    private static Dataset<Row> table() {
        return session.range(0, 10, 1, 2).selectExpr("id", "if(id = 3, null, concat('name of ', id)) AS name");
    }

    private static Dataset<Row> added(Dataset<?> table) {
        return AddColumns.to(table, ADDED, List.of("id"), FUNCTION);
    }

    private static Row row(Object... values) {
        return RowFactory.create(values);
    }

    @Test
    void rowsKeepTheirValuesOrderAndPartitions() {
        Dataset<Row> result = added(table());
        assertThat(result.schema().fieldNames()).containsExactly("id", "name", "tens", "place");
        assertThat(result.drop("tens", "place").collectAsList()).isEqualTo(table().collectAsList());
        assertThat(result.rdd().getNumPartitions()).isEqualTo(2);
    }

    @Test
    void blocksGoNoFurtherThanPartitionsAndTheirLimit() {
        assertThat(added(table()).select("id", "tens", "place").collectAsList())
                .startsWith(
                        row(0L, 0.0, "place 0"),
                        row(1L, 10.0, "place 1"),
                        row(2L, 20.0, "place 2"),
                        row(3L, 30.0, "place 3"),
                        row(4L, 40.0, "place 0"),
                        row(5L, 50.0, "place 0"),
                        row(6L, 60.0, "place 1"));
    }

    @Test
    void nothingRunsBeforeTheResultIsAskedFor() {
        Dataset<Row> failing = AddColumns.to(table().repartition(3), ADDED, List.of("id"), schema -> {
            throw new IllegalStateException("begun");
        });
        assertThat(failing.columns()).hasSize(4);
        assertThatThrownBy(failing::collect).hasStackTraceContaining("begun");
    }

    @Test
    void theResultGoesOnThroughQueries() {
        Dataset<Row> result = added(table().repartition(3)).where("tens >= 50");
        assertThat(result.groupBy("name").sum("tens").count()).isEqualTo(5);
        assertThat(result.select(functions.sum("tens")).first().getDouble(0)).isEqualTo(350);
        assertThat(result.select("place").distinct().count()).isBetween(1L, 4L);
    }

    @Test
    void theResultCanBeJoinedWithItself() {
        Dataset<Row> result = added(table());
        Dataset<Row> joined =
                result.as("a").join(result.as("b"), functions.col("a.id").equalTo(functions.col("b.id")));
        assertThat(joined.selectExpr("a.tens + b.tens AS both").orderBy("both").collectAsList())
                .hasSize(10)
                .endsWith(row(180.0));
    }

    @Test
    void theResultCanBeKept() {
        Dataset<Row> result = added(table()).cache();
        try {
            assertThat(result.count()).isEqualTo(10);
            assertThat(result.queryExecution().executedPlan().toString()).contains("InMemoryTableScan");
            assertThat(result.where("id = 7").first()).isEqualTo(row(7L, "name of 7", 70.0, "place 2"));
        } finally {
            result.unpersist();
        }
    }

    @Test
    void columnsCanBeAddedTwice() {
        Dataset<Row> twice = AddColumns.to(
                added(table()),
                new StructType().add("again", DataTypes.DoubleType).add("where", DataTypes.StringType),
                List.of("id"),
                new RowNumbers(3));
        assertThat(twice.where("id = 8").first()).isEqualTo(row(8L, "name of 8", 80.0, "place 3", 80.0, "place 0"));
    }

    @Test
    void columnsThatNothingReadsAreNotBroughtIn() {
        Dataset<Row> result = added(table()).select("tens");
        assertThat(result.queryExecution().optimizedPlan().toString()).doesNotContain("name of");
        assertThat(result.collectAsList()).hasSize(10).contains(row(30.0));
    }

    @Test
    void partitionsByAColumnStayPartitionsByThatColumn() {
        Dataset<Row> grouped =
                added(table().repartition(3, functions.col("id"))).groupBy("id").count();
        assertThat(grouped.queryExecution().sparkPlan().toString()).contains("AddColumns");
        assertThat(grouped.queryExecution().executedPlan().toString().split("Exchange hashpartitioning", -1))
                .hasSize(2);
        assertThat(grouped.count()).isEqualTo(10);
    }

    @Test
    void rowsLargerThanABlocksMemoryAreTakenOneByOne() {
        Dataset<Row> wide = session.range(0, 3, 1, 1).selectExpr("id", "repeat('0123456789', 2000000) AS text");
        assertThat(added(wide).selectExpr("id", "length(text)", "tens", "place").collectAsList())
                .containsExactly(
                        row(0L, 20_000_000, 0.0, "place 0"),
                        row(1L, 20_000_000, 10.0, "place 0"),
                        row(2L, 20_000_000, 20.0, "place 0"));
    }

    @Test
    void anEmptyTableStaysEmpty() {
        assertThat(added(table().where("id > 99")).collectAsList()).isEmpty();
    }

    @Test
    void otherSessionsLearnTheStep() {
        SparkSession other = session.newSession();
        Dataset<Row> rows = other.createDataFrame(List.of(row(2L)), new StructType().add("id", DataTypes.LongType));
        assertThat(added(rows).first()).isEqualTo(row(2L, 20.0, "place 0"));
    }

    @Test
    void streamsGoThroughIt(@TempDir Path folder) throws Exception {
        String in = folder.resolve("in").toString();
        List<Row> found = new CopyOnWriteArrayList<>();
        table().write().parquet(in);
        StreamingQuery query = added(
                        session.readStream().schema(table().schema()).parquet(in))
                .writeStream()
                .option("checkpointLocation", folder.resolve("checkpoint").toString())
                .trigger(Trigger.AvailableNow())
                .foreachBatch((Dataset<Row> batch, Long number) -> found.addAll(batch.collectAsList()))
                .start();
        assertThat(query.awaitTermination(60_000)).isTrue();
        assertThat(found).hasSize(10).contains(row(9L, "name of 9", 90.0, "place 0"));
    }

    /** Nothing and the name of the row. */
    private static Blocks names(StructType schema) {
        return new Blocks() {
            private String name;

            @Override
            public int begin() {
                return 1;
            }

            @Override
            public void read(Cells row, int at) {
                name = row.text(schema.fieldIndex("name"));
            }

            @Override
            public void compute() {}

            @Override
            public Object[] values(int at) {
                return new Object[] {null, name};
            }
        };
    }

    @Test
    void missingValuesAreReadAndWritten() {
        assertThat(AddColumns.to(table(), ADDED, List.of("name"), AddColumnsTest::names)
                        .select("tens", "place")
                        .collectAsList())
                .startsWith(row(null, "name of 0"), row(null, "name of 1"))
                .contains(row(null, null));
    }
}
