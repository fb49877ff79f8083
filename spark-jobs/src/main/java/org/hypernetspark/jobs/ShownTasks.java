package org.hypernetspark.jobs;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.ml.Evaluation;
import org.hypernetspark.report.EmbeddingMap;
import org.hypernetspark.report.TaskScores;

/**
 * The tasks that a report lists: all of the first group that was measured or, of very many, some, which the driver can hold.
 *
 * @param evaluation of the group; null if nothing was measured
 * @param embeddings of the tasks that were trained
 */
record ShownTasks(Evaluation evaluation, TaskEmbeddings embeddings) {
    /** Most tasks that are all listed. */
    static final int MOST = 20_000;

    /** The tasks of the first of these groups. */
    static ShownTasks of(List<HeldOutGroup> groups, TaskEmbeddings embeddings) {
        return new ShownTasks(groups.isEmpty() ? null : groups.get(0).evaluation(), embeddings);
    }

    private boolean all() {
        return evaluation == null || evaluation.summary().tasks() <= MOST;
    }

    /** Their metrics. */
    TaskScores scores(boolean classification) {
        if (evaluation == null) {
            return TaskScores.empty();
        }
        return Scores.tasks(all() ? evaluation.tasks() : some(), classification);
    }

    /** Those that the map of embeddings draws; without embeddings, those with the lowest hashes. */
    private Dataset<Row> some() {
        Column task = functions.col("task");
        Dataset<Row> tasks = evaluation.tasks();
        return embeddings.count() == 0
                ? tasks.orderBy(functions.xxhash64(task)).limit(EmbeddingMap.MOST_POINTS)
                : tasks.filter(task.isin((Object[]) EmbeddingMap.drawn(embeddings)));
    }

    /** What a reader must know if not all are listed. */
    Optional<String> note() {
        return all()
                ? Optional.empty()
                : Optional.of(String.format(
                        Locale.ROOT,
                        "about %,d of %,d, evenly chosen; evaluation.csv has all",
                        EmbeddingMap.MOST_POINTS,
                        evaluation.summary().tasks()));
    }
}
