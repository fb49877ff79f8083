package org.hypernetspark.report;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainingListener;

/**
 * Training and validation loss over the rounds.
 *
 * @param points in the order of rounds
 */
public record LearningCurve(List<Point> points) {
    /**
     * The losses of one round.
     *
     * @param round from 1
     * @param trainLoss mean training loss of a task-step
     * @param validationLoss mean over tasks; NaN if the round was not validated
     */
    public record Point(int round, double trainLoss, double validationLoss) {}

    /** Copies the points. */
    public LearningCurve {
        points = List.copyOf(points);
    }

    /** A curve without points. */
    public static LearningCurve empty() {
        return new LearningCurve(List.of());
    }

    /**
     * Reads the lines that {@link MetricsCsv} wrote.
     *
     * @throws IllegalArgumentException if a line is not one of them
     */
    public static LearningCurve of(List<String> lines) {
        if (lines.isEmpty()) {
            return empty();
        }
        List<String> header = List.of(lines.get(0).split(",", -1));
        List<Point> points = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            points.add(point(line, header));
        }
        return new LearningCurve(points);
    }

    private static Point point(String line, List<String> header) {
        String[] cells = line.split(",", -1);
        int validation = header.indexOf("validation_loss");
        if (cells.length != header.size() || cells.length < 2) {
            throw new IllegalArgumentException("A row of metrics should have " + header.size() + " cells, got \"" + line
                    + "\". Remove that line, or the whole table.");
        }
        String validationLoss = validation < 0 ? "" : cells[validation];
        try {
            return new Point(
                    Integer.parseInt(cells[0]),
                    Double.parseDouble(cells[1]),
                    validationLoss.isEmpty() ? Double.NaN : Double.parseDouble(validationLoss));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "A row of metrics should hold numbers, got \"" + line + "\". Remove that line, or the whole table.",
                    e);
        }
    }

    /** Collects a curve while a run goes on. */
    public static final class Recorder implements TrainingListener {
        private final List<Point> points = new ArrayList<>();

        @Override
        public void roundEnded(RoundReport report) {
            points.add(new Point(report.round(), report.meanLoss(), Double.NaN));
        }

        @Override
        public void validated(int round, MetricSummary summary) {
            Point last = points.remove(points.size() - 1);
            points.add(new Point(round, last.trainLoss(), summary.loss()));
        }

        /** What was collected so far. */
        public LearningCurve curve() {
            return new LearningCurve(points);
        }
    }
}
