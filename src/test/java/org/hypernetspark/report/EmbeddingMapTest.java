package org.hypernetspark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.report.EmbeddingMap.Point;
import org.hypernetspark.report.TaskScores.TaskScore;
import org.hypernetspark.train.Metric;
import org.junit.jupiter.api.Test;

class EmbeddingMapTest {
    private static final TaskEmbeddings EMBEDDINGS =
            new TaskEmbeddings(new String[] {"a", "b", "c", "d", "e", "f"}, 1, new float[] {-3, -1, 0, 0, 1, 3});

    @Test
    void everyTaskGetsItsFifth() {
        TaskScores scores = new TaskScores(
                List.of(Metric.RMSE),
                List.of(
                        score("e", 5),
                        score("d", 4),
                        score("c", 3),
                        score("b", 2),
                        score("a", 1),
                        score("not trained on", 9)));
        EmbeddingMap map = EmbeddingMap.of(EMBEDDINGS, scores);
        assertThat(map.points()).extracting(Point::fifth).containsExactly(0, 1, 2, 3, 4, -1);
        assertThat(map.points()).extracting(Point::x).containsExactly(-3.0, -1.0, 0.0, 0.0, 1.0, 3.0);
        assertThat(map.metric()).isEqualTo(Metric.RMSE);
        assertThat(map.points().get(5).value()).isNaN();
    }

    @Test
    void whereHigherIsBetterTheHighestIsTheBestFifth() {
        TaskScores scores = new TaskScores(List.of(Metric.ACCURACY), List.of(score("a", 0.5), score("b", 0.9)));
        EmbeddingMap map = EmbeddingMap.of(EMBEDDINGS, scores);
        assertThat(map.points().get(0).fifth())
                .isGreaterThan(map.points().get(1).fifth());
    }

    @Test
    void withoutScoresTasksAreStillDrawn() {
        EmbeddingMap map = EmbeddingMap.of(EMBEDDINGS, TaskScores.empty());
        assertThat(map.points()).hasSize(6).allMatch(point -> point.fifth() == -1);
        assertThat(map.metric()).isNull();
    }

    @Test
    void ofVeryManyTasksSomeAreDrawn() {
        int tasks = 2 * EmbeddingMap.MOST_POINTS;
        String[] ids = new String[tasks];
        for (int i = 0; i < tasks; i++) {
            ids[i] = "task " + (100_000 + i);
        }
        EmbeddingMap map = EmbeddingMap.of(new TaskEmbeddings(ids, 1, new float[tasks]), TaskScores.empty());
        assertThat(map.points()).hasSize(EmbeddingMap.MOST_POINTS);
        assertThat(map.points().get(1).task()).isEqualTo("task 100002");
        assertThat(map.tasks()).isEqualTo(tasks);
    }

    @Test
    void withoutEmbeddingsThereIsNoMap() {
        assertThat(EmbeddingMap.of(new TaskEmbeddings(new String[] {"a"}, 0, new float[0]), TaskScores.empty()))
                .isEqualTo(EmbeddingMap.empty());
    }

    private static TaskScore score(String task, double value) {
        return new TaskScore(task, 10, List.of(value));
    }
}
