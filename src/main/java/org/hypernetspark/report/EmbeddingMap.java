package org.hypernetspark.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.report.TaskScores.TaskScore;
import org.hypernetspark.train.Metric;

/**
 * The task embeddings seen from the side from which they differ most: a plane of two principal components.
 *
 * @param points the tasks drawn
 * @param tasks how many tasks there are; of very many only some, evenly chosen, are drawn
 * @param shares of the variance along the two axes, in [0, 1]
 * @param metric what the points' values are; null if they have none
 */
public record EmbeddingMap(List<Point> points, int tasks, List<Double> shares, Metric metric) {
    /** Most tasks drawn. */
    public static final int MOST_POINTS = 2_000;

    /**
     * One task.
     *
     * @param task its id
     * @param x along the first principal component
     * @param y along the second
     * @param value its metric; NaN if unknown
     * @param fifth where it stands among the tasks drawn: 0 the best fifth, 4 the worst; -1 if its value is unknown
     */
    public record Point(String task, double x, double y, double value, int fifth) {}

    /** Copies the lists. */
    public EmbeddingMap {
        points = List.copyOf(points);
        shares = List.copyOf(shares);
    }

    /** A map without points. */
    public static EmbeddingMap empty() {
        return new EmbeddingMap(List.of(), 0, List.of(0.0, 0.0), null);
    }

    /** The map of these embeddings, coloured by the first metric of the scores. */
    public static EmbeddingMap of(TaskEmbeddings embeddings, TaskScores scores) {
        if (embeddings.count() == 0 || embeddings.size() == 0) {
            return empty();
        }
        PrincipalComponents components =
                PrincipalComponents.of(embeddings.values(), embeddings.count(), embeddings.size());
        int[] drawn = drawn(embeddings.count());
        Map<String, TaskScore> scored = new HashMap<>();
        scores.tasks().forEach(score -> scored.put(score.task(), score));
        scored.keySet().retainAll(Arrays.stream(drawn).mapToObj(embeddings::id).collect(Collectors.toSet()));
        Map<String, Integer> fifths = fifths(new TaskScores(scores.metrics(), List.copyOf(scored.values())));
        List<Point> points = new ArrayList<>();
        for (int index : drawn) {
            String task = embeddings.id(index);
            double[] at = components.coordinates()[index];
            double value = fifths.containsKey(task) ? scored.get(task).first() : Double.NaN;
            points.add(new Point(task, at[0], at[1], value, fifths.getOrDefault(task, -1)));
        }
        List<Double> shares = List.of(components.shares()[0], components.shares()[1]);
        return new EmbeddingMap(
                points,
                embeddings.count(),
                shares,
                fifths.isEmpty() ? null : scores.metrics().get(0));
    }

    /** The ids of the tasks that a map of these embeddings draws. */
    public static String[] drawn(TaskEmbeddings embeddings) {
        return Arrays.stream(drawn(embeddings.count())).mapToObj(embeddings::id).toArray(String[]::new);
    }

    private static int[] drawn(int count) {
        int[] drawn = new int[Math.min(MOST_POINTS, count)];
        Arrays.setAll(drawn, i -> (int) ((long) i * count / drawn.length));
        return drawn;
    }

    private static Map<String, Integer> fifths(TaskScores scores) {
        List<TaskScore> worstFirst = scores.worstFirst();
        Map<String, Integer> fifths = new HashMap<>();
        for (int rank = 0; rank < worstFirst.size(); rank++) {
            fifths.put(worstFirst.get(rank).task(), (int) (4 - (long) rank * 5 / worstFirst.size()));
        }
        return fifths;
    }
}
