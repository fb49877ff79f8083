package org.hypernetspark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hypernetspark.report.EmbeddingMap.Point;

/** Draws an embedding map as SVG; both axes have the same scale, so distances can be compared. */
final class MapChart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 440;
    private static final int MARGIN = 26;
    private static final int MOST_LABELS = 60;
    private static final double LETTER_WIDTH = 6.2;
    private static final double LETTER_HEIGHT = 11;
    private static final int LONGEST_LABEL = 24;

    private record Box(double left, double top, double right, double bottom) {
        boolean overlaps(Box other) {
            return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
        }
    }

    private final Markup page;
    private final List<Point> points;
    private final double middleX;
    private final double middleY;
    private final double scale;
    private final List<Box> taken = new ArrayList<>();

    private MapChart(Markup page, List<Point> points) {
        this.page = page;
        this.points = points;
        double lowX = lowest(Point::x);
        double lowY = lowest(Point::y);
        double highX = -lowest(point -> -point.x());
        double highY = -lowest(point -> -point.y());
        this.middleX = (lowX + highX) / 2;
        this.middleY = (lowY + highY) / 2;
        double tiniest = 1e-12;
        this.scale = Math.min(
                (WIDTH - 2 * MARGIN) / Math.max(tiniest, highX - lowX),
                (HEIGHT - 2 * MARGIN) / Math.max(tiniest, highY - lowY));
    }

    /** Adds the chart; nothing if there is no point. */
    static void draw(Markup page, EmbeddingMap map) {
        if (!map.points().isEmpty()) {
            new MapChart(page, map.points()).draw();
        }
    }

    private void draw() {
        page.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "class",
                "chart",
                "role",
                "img",
                "aria-label",
                "Map of the task embeddings");
        page.shape(
                "rect", "x", "1", "y", "1", "width", "" + (WIDTH - 2), "height", "" + (HEIGHT - 2), "class", "frame");
        for (Point point : points) {
            drawPoint(point);
        }
        if (points.size() <= MOST_LABELS) {
            points.forEach(point -> taken.add(around(point)));
            points.forEach(this::drawLabel);
        }
        page.close();
    }

    private void drawPoint(Point point) {
        String radius = points.size() > 500 ? "2.5" : points.size() > 100 ? "3.5" : "5";
        String style = point.fifth() < 0 ? "point unknown" : "point fifth" + point.fifth();
        page.open("circle", "cx", Markup.number(x(point)), "cy", Markup.number(y(point)), "r", radius, "class", style);
        String value = Double.isNaN(point.value()) ? "" : ": " + NumberText.significant(point.value());
        page.element("title", point.task() + value);
        page.close();
    }

    /** To the right of the point or, where something is there, to its left; else nowhere: the point's title still tells. */
    private void drawLabel(Point point) {
        String label = shortened(point.task());
        double width = label.length() * LETTER_WIDTH;
        double top = y(point) - LETTER_HEIGHT / 2;
        Box right = new Box(x(point) + 8, top, x(point) + 8 + width, top + LETTER_HEIGHT);
        Box left = new Box(x(point) - 8 - width, top, x(point) - 8, top + LETTER_HEIGHT);
        if (free(right)) {
            drawLabel(label, right, right.left, point, "label");
        } else if (free(left)) {
            drawLabel(label, left, left.right, point, "label end");
        }
    }

    private void drawLabel(String label, Box place, double x, Point point, String style) {
        taken.add(place);
        page.element("text", label, "x", Markup.number(x), "y", Markup.number(y(point) + 4), "class", style);
    }

    private boolean free(Box box) {
        boolean inside = box.left > 2 && box.right < WIDTH - 2;
        return inside && taken.stream().noneMatch(box::overlaps);
    }

    private Box around(Point point) {
        return new Box(x(point) - 5, y(point) - 5, x(point) + 5, y(point) + 5);
    }

    private static String shortened(String label) {
        int end = label.offsetByCodePoints(0, Math.min(LONGEST_LABEL, label.codePointCount(0, label.length())));
        return end < label.length() ? label.substring(0, end) + "\u2026" : label;
    }

    private double x(Point point) {
        return WIDTH / 2.0 + (point.x() - middleX) * scale;
    }

    private double y(Point point) {
        return HEIGHT / 2.0 - (point.y() - middleY) * scale;
    }

    private double lowest(ToDoubleFunction<Point> coordinate) {
        return points.stream().mapToDouble(coordinate).min().orElse(0);
    }
}
