package org.hypernetspark.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.HypernetCounts;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.report.LearningCurve.Point;
import org.hypernetspark.report.ReportData.Fact;
import org.hypernetspark.report.ReportData.Run;
import org.hypernetspark.report.ResultTable.Column;
import org.hypernetspark.report.ResultTable.Row;
import org.hypernetspark.report.TaskScores.TaskScore;
import org.hypernetspark.train.Metric;

/** A made-up run with all parts of a report. */
final class SampleReport {
    private SampleReport() {}

    static ReportData data(int tasks) {
        TaskScores scores = scores(tasks);
        return new ReportData(
                "Store demand <orange juice>",
                run(),
                new HypernetCounts(88_542, 8, 89_802, 89_700, 198),
                tasks,
                curve(60),
                results(),
                scores,
                EmbeddingMap.of(embeddings(tasks), scores));
    }

    static Run run() {
        String config =
                """
                data:
                  train: stores.csv   # rows & "quotes" <b>
                  task: store
                training: {rounds: 60, workers: 8, seed: 42}
                """;
        return new Run(
                42,
                52,
                List.of(
                        new Fact("data", "stores.csv: 83 stores, 106,139 rows"),
                        new Fact("started", "2026-11-23 21:04 UTC"),
                        new Fact("took", "1:42"),
                        new Fact("versions", "hypernet-spark 0.1.0, Spark 3.5.7, Java 17.0.15")),
                config);
    }

    static LearningCurve curve(int rounds) {
        RandomStream random = new RandomStream(5);
        List<Point> points = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            double train = 0.28 + 1.9 * Math.exp(-round / 7.0) + 0.012 * random.nextGaussian();
            double validation = 0.33 + 1.8 * Math.exp(-round / 7.0) + 0.0012 * Math.max(0, round - 30);
            points.add(new Point(round, train, round % 4 == 0 ? validation : Double.NaN));
        }
        return new LearningCurve(points);
    }

    static ResultTable results() {
        List<Column> columns = new ArrayList<>();
        for (String group : List.of("known stores", "unseen stores, from their descriptor")) {
            columns.add(new Column(group, "rmse", false));
            columns.add(new Column(group, "rmse worst tenth", false));
            columns.add(new Column(group, "rmse pooled", false));
            columns.add(new Column(group, "r2", true));
        }
        double none = Double.NaN;
        return new ResultTable(
                columns,
                List.of(
                        new Row("hypernet", List.of(0.412, 0.583, 0.421, 0.801, 0.522, 0.733, 0.540, 0.702)),
                        new Row("pooled", List.of(0.503, 0.712, 0.511, 0.711, 0.518, 0.741, 0.541, 0.699)),
                        new Row("separate", List.of(0.437, 0.661, 0.449, 0.779, none, none, none, none)),
                        new Row("mean", List.of(0.903, 1.304, 0.951, 0.0, 0.951, 1.402, 0.982, -0.03))));
    }

    static TaskScores scores(int tasks) {
        RandomStream random = new RandomStream(9);
        List<TaskScore> scores = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            double rmse = 0.3 + 0.15 * Math.abs(random.nextGaussian()) + 0.3 * i / tasks;
            double unknown = i == 1 ? Double.NaN : rmse;
            scores.add(new TaskScore(id(i), 900 + 7L * i, List.of(unknown, 0.8 * rmse, 1 - rmse * rmse)));
        }
        return new TaskScores(List.of(Metric.RMSE, Metric.MAE, Metric.R2), scores);
    }

    static String id(int task) {
        return task == 0 ? "<script>alert('0')</script>" : "store " + (1000 + task);
    }

    static TaskEmbeddings embeddings(int tasks) {
        RandomStream random = new RandomStream(11);
        String[] ids = new String[tasks];
        float[] values = new float[8 * tasks];
        for (int i = 0; i < tasks; i++) {
            ids[i] = id(i);
            for (int j = 0; j < 8; j++) {
                double centre = j < 2 ? 2.0 * (i % 3 == j ? 1 : 0) : 0;
                values[8 * i + j] = (float) (centre + 0.5 * random.nextGaussian() + (j == 2 ? 2.5 * i / tasks : 0));
            }
        }
        Arrays.sort(ids);
        return new TaskEmbeddings(ids, 8, values);
    }
}
