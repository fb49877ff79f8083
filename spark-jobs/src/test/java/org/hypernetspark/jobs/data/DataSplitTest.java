package org.hypernetspark.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@Timeout(120)
@ExtendWith({SparkSessionExtension.class, QuickQueries.class})
class DataSplitTest {
    private static final String SPLIT = "{test: 0.3, unseenTasks: 0.25, adaptRows: 3, seed: 5}";

    private static DataConfig config(String split) {
        return DataConfigReader.read(
                ConfigReader.text("{train: a.csv, task: task, features: [x], label: y, split: " + split + "}", "test"));
    }

    private static JobTable table(SparkSession spark, int partitions) {
        Dataset<Row> rows = spark.range(0, 400, 1, partitions)
                .selectExpr(
                        "concat('t', id % 8) AS task", "id AS x", "id * 2 AS y", "xxhash64(id) AS hypernet_content");
        Columns columns = new Columns("task", List.of("x"), List.of(), List.of(), "", "y");
        return new JobTable(rows, columns, 400, 8, 0);
    }

    private static List<Set<Long>> parts(DataSplit split) {
        return List.of(keys(split.training()), keys(split.test()), keys(split.adaptation()), keys(split.unseenTest()));
    }

    private static Set<Long> keys(Dataset<Row> rows) {
        TreeSet<Long> keys = new TreeSet<>();
        rows.select("x").collectAsList().forEach(row -> keys.add(row.getLong(0)));
        return keys;
    }

    private static Set<String> tasks(Dataset<Row> rows) {
        TreeSet<String> tasks = new TreeSet<>();
        rows.select("task").distinct().collectAsList().forEach(row -> tasks.add(row.getString(0)));
        return tasks;
    }

    @Test
    void theCutDoesNotDependOnPartitionsAndPutsNoRowOnTwoSides(SparkSession spark) {
        List<Set<Long>> one = parts(DataSplit.of(table(spark, 1), config(SPLIT)));
        List<Set<Long>> seven = parts(DataSplit.of(table(spark, 7), config(SPLIT)));
        assertThat(seven).isEqualTo(one);
        TreeSet<Long> all = new TreeSet<>();
        one.forEach(all::addAll);
        assertThat(all).hasSize(one.stream().mapToInt(Set::size).sum());
    }

    @Test
    void theWantedShareOfTasksIsNeverInTraining(SparkSession spark) {
        DataSplit split = DataSplit.of(table(spark, 2), config(SPLIT));
        assertThat(tasks(split.unseenTest())).hasSize(2).isEqualTo(tasks(split.adaptation()));
        assertThat(tasks(split.training())).hasSize(6).doesNotContainAnyElementsOf(tasks(split.unseenTest()));
        assertThat(split.adaptation().count()).isEqualTo(2 * 3);
    }

    @Test
    void aboutTheWantedShareOfRowsIsHeldOutAndAnotherSeedHoldsOutOthers(SparkSession spark) {
        DataSplit first = DataSplit.of(table(spark, 2), config("{test: 0.3, seed: 1}"));
        DataSplit second = DataSplit.of(table(spark, 2), config("{test: 0.3, seed: 2}"));
        assertThat(first.test().count()).isBetween(90L, 150L);
        assertThat(first.test().count() + first.training().count()).isEqualTo(400);
        assertThat(keys(first.test())).isNotEqualTo(keys(second.test()));
    }

    @Test
    void aConditionHoldsOutTheRowsThatMeetIt(SparkSession spark) {
        DataSplit split = DataSplit.of(table(spark, 2), config("{test: x >= 300}"));
        assertThat(keys(split.test())).hasSize(100).contains(300L, 399L);
    }

    @Test
    void namedTasksAreUnseen(SparkSession spark) {
        DataSplit split = DataSplit.of(table(spark, 2), config("{test: 0.3, unseenTasks: [t3, t5]}"));
        assertThat(tasks(split.unseenTest())).containsExactly("t3", "t5");
    }
}
