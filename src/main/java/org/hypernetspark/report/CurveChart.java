package org.hypernetspark.report;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.hypernetspark.report.LearningCurve.Point;

/** Draws learning curves as SVG. */
final class CurveChart {
    private static final int WIDTH = 760;
    private static final int HEIGHT = 300;
    private static final int LEFT = 62;
    private static final int RIGHT = WIDTH - 14;
    private static final int TOP = 14;
    private static final int BOTTOM = HEIGHT - 44;
    private static final int MOST_DOTS = 120;

    private final Markup page;
    private final List<Point> points;
    private final Axis rounds;
    private final Axis losses;

    private CurveChart(Markup page, List<Point> points, Axis losses) {
        this.page = page;
        this.points = points;
        this.losses = losses;
        this.rounds =
                Axis.rounds(points.get(0).round(), points.get(points.size() - 1).round());
    }

    /** Adds the chart; nothing if no loss is finite. */
    static void draw(Markup page, LearningCurve curve, int chosenRound) {
        draw(page, curve, chosenRound, List.of(curve));
    }

    /** Adds the chart with the axis that suits all of these curves, so that their charts can be compared. */
    static void draw(Markup page, LearningCurve curve, int chosenRound, List<LearningCurve> together) {
        double[] finite = together.stream()
                .flatMap(each -> each.points().stream())
                .flatMapToDouble(point -> DoubleStream.of(point.trainLoss(), point.validationLoss()))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        if (finite.length > 0) {
            Axis losses = Axis.ofLosses(finite[0], finite[finite.length - 1]);
            new CurveChart(page, curve.points(), losses).draw(chosenRound);
        }
    }

    private void draw(int chosenRound) {
        page.open(
                "svg",
                "viewBox",
                "0 0 " + WIDTH + " " + HEIGHT,
                "class",
                "chart",
                "role",
                "img",
                "aria-label",
                "Training and validation loss over the rounds");
        drawGrid();
        if (chosenRound > 0 && chosenRound < points.get(points.size() - 1).round()) {
            String x = x(chosenRound);
            page.shape("line", "x1", x, "x2", x, "y1", "" + TOP, "y2", "" + BOTTOM, "class", "chosen");
        }
        drawLine("train", Point::trainLoss);
        drawLine("validation", Point::validationLoss);
        drawDots();
        page.close();
    }

    private void drawGrid() {
        for (double tick : losses.ticks()) {
            String y = y(tick);
            page.shape("line", "x1", "" + LEFT, "x2", "" + RIGHT, "y1", y, "y2", y, "class", "grid");
            String baseline = Markup.number(BOTTOM - (BOTTOM - TOP) * losses.position(tick) + 4);
            page.element("text", NumberText.tick(tick), "x", "" + (LEFT - 8), "y", baseline, "class", "end");
        }
        for (double tick : rounds.ticks()) {
            page.element("text", NumberText.tick(tick), "x", x(tick), "y", "" + (BOTTOM + 18), "class", "middle");
        }
        String middle = "" + (LEFT + RIGHT) / 2;
        page.element("text", "round", "x", middle, "y", "" + (HEIGHT - 6), "class", "middle");
        String turned = "rotate(-90 14 " + (TOP + BOTTOM) / 2 + ")";
        String label = losses.logarithmic() ? "loss (logarithmic)" : "loss";
        page.element("text", label, "x", "14", "y", "" + (TOP + BOTTOM) / 2, "transform", turned, "class", "middle");
    }

    private void drawLine(String style, ToDoubleFunction<Point> loss) {
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            double value = loss.applyAsDouble(point);
            if (drawable(value)) {
                path.append(x(point.round())).append(',').append(y(value)).append(' ');
            }
        }
        page.shape("polyline", "points", path.toString().strip(), "class", "line " + style);
    }

    /** Validations are few: each gets a dot, which also shows a single one. */
    private void drawDots() {
        List<Point> validated = points.stream()
                .filter(point -> drawable(point.validationLoss()))
                .toList();
        for (Point point : validated.size() > MOST_DOTS ? List.<Point>of() : validated) {
            page.open(
                    "circle",
                    "cx",
                    x(point.round()),
                    "cy",
                    y(point.validationLoss()),
                    "r",
                    validated.size() > 40 ? "2" : "3",
                    "class",
                    "dot validation");
            String loss = NumberText.significant(point.validationLoss());
            page.element("title", "round " + point.round() + ": validation loss " + loss);
            page.close();
        }
    }

    private static boolean drawable(double value) {
        return Double.isFinite(value);
    }

    private String x(double round) {
        return Markup.number(LEFT + (RIGHT - LEFT) * rounds.position(round));
    }

    private String y(double loss) {
        return Markup.number(BOTTOM - (BOTTOM - TOP) * losses.position(loss));
    }
}
