package org.hypernetspark.ml.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.spark.SparkSessionExtension;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SparkSessionExtension.class)
@Timeout(120)
class TaskTableTest {
    private static final StructType SCHEMA = new StructType()
            .add("task", DataTypes.StringType)
            .add("number", DataTypes.DoubleType)
            .add("kind", DataTypes.StringType)
            .add("constant", DataTypes.IntegerType)
            .add("vector", SQLDataTypes.VectorType())
            .add("month", DataTypes.IntegerType)
            .add("area", DataTypes.DoubleType)
            .add("label", DataTypes.DoubleType);
    private static SparkSession session;

    @BeforeAll
    static void take(SparkSession shared) {
        session = shared;
    }

    private static Dataset<Row> table() {
        return session.createDataFrame(
                List.of(
                        RowFactory.create("a", 3.0, "y", 7, Vectors.dense(1, 5), 12, 10.0, 2.0),
                        RowFactory.create(
                                "a", 1.0, "x", 7, Vectors.sparse(2, new int[] {1}, new double[] {5}), 2, 10.0, 4.0),
                        RowFactory.create("b", 2.0, "y", 7, Vectors.dense(2, 5), 2, 30.0, 6.0)),
                SCHEMA);
    }

    private static TaskTable fit(Dataset<Row> table, RowSplit split, boolean standardize) {
        ColumnNames names = new ColumnNames(
                "task",
                List.of("number", "kind", "constant", "vector", "month"),
                List.of("month"),
                List.of("area"),
                null,
                "label",
                false);
        TableColumns columns = new TableSchema(table.schema()).resolve(names);
        return TaskTable.fit(
                table, columns, new EncoderSettings(standardize, standardize, List.of(), LabelType.NUMBER), split, 2);
    }

    private static List<Task> tasks(TaskTable table) {
        List<Task> tasks = new ArrayList<>();
        for (Shard shard : table.shards().collect()) {
            for (int i = 0; i < shard.size(); i++) {
                tasks.add(shard.task(i));
            }
        }
        tasks.sort((first, second) -> first.id().compareTo(second.id()));
        return tasks;
    }

    @Test
    void encodesNumbersCategoriesVectorsAndDescriptors() {
        try (TaskTable table = fit(table(), RowSplit.NONE, true)) {
            float z = (float) (1 / Math.sqrt(2.0 / 3));
            Task a = tasks(table).get(0);
            assertThat(a.training().features())
                    .containsExactly(
                            // rows in order of content; number, kind = x, y, constant, vector, month = 12, 2
                            -z, 1, 0, 0, (float) (-1 / Math.sqrt(2.0 / 3)), 0, 0, 1, z, 0, 1, 0, 0, 0, 1, 0);
            assertThat(a.training().labels()).containsExactly(0, -(float) (2 / Math.sqrt(8.0 / 3)));
            assertThat(a.descriptor()).containsExactly(-1);
            assertThat(tasks(table).get(1).descriptor()).containsExactly(1);
            assertThat(table.encoder().features().columns().get(4).names()).containsExactly("month=12", "month=2");
            assertThat(table.encoder().features().columns().get(3).names()).containsExactly("vector[0]", "vector[1]");
        }
    }

    @Test
    void leavesNumbersAloneWhereTheyAreNotToBeStandardised() {
        try (TaskTable table = fit(table(), RowSplit.NONE, false)) {
            assertThat(tasks(table).get(1).training().features()).containsExactly(2, 0, 1, 7, 2, 5, 0, 1);
            assertThat(tasks(table).get(1).training().labels()).containsExactly(6);
        }
    }

    @Test
    void anEncoderReadFromItsTextIsTheSame() {
        try (TaskTable table = fit(table(), RowSplit.NONE, true)) {
            String text = FeatureEncoderJson.write(table.encoder());
            FeatureEncoder again = FeatureEncoderJson.read(text);
            assertThat(FeatureEncoderJson.write(again)).isEqualTo(text);
            try (TaskTable reread = TaskTable.read(table(), again, 2)) {
                assertThat(tasks(reread).get(0).training().features())
                        .containsExactly(tasks(table).get(0).training().features());
            }
        }
    }

    @Test
    void validationRowsDoNotTouchTheEncoder() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            rows.add(RowFactory.create("a", (double) i, "x", 7, Vectors.dense(1, 5), 12, 10.0, (double) i));
        }
        Dataset<Row> table = session.createDataFrame(rows, SCHEMA);
        try (TaskTable split = fit(table, new RowSplit(0.3, 5), false)) {
            Task task = tasks(split).get(0);
            assertThat(task.validation().count()).isBetween(4, 20);
            assertThat(task.training().count() + task.validation().count()).isEqualTo(40);
        }
        try (TaskTable split = fit(table, new RowSplit(0.3, 5), true);
                TaskTable plain = fit(table, new RowSplit(0.3, 5), false)) {
            Task task = tasks(plain).get(0);
            double mean = 0;
            for (float label : task.training().labels()) {
                mean += label / task.training().count();
            }
            assertThat(split.encoder().label().mean()).isCloseTo(mean, within(1e-5));
        }
    }

    @Test
    void equalRowsGoToOneSideAndATaskKeepsARowToTrainOn() {
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            rows.add(RowFactory.create("t" + i / 3, Math.floor(i / 3.0), "x", 7, Vectors.dense(1, 5), 12, 10.0, 1.0));
        }
        try (TaskTable split = fit(session.createDataFrame(rows, SCHEMA), new RowSplit(0.9, 5), true)) {
            assertThat(tasks(split)).hasSize(20).allSatisfy(task -> {
                assertThat(task.training().count()).isEqualTo(3);
                assertThat(task.validation().count()).isZero();
            });
        }
    }
}
