package org.hypernetspark.report;

import java.util.List;
import org.hypernetspark.hyper.HypernetCounts;
import org.hypernetspark.report.ReportData.Fact;

/**
 * A run as one HTML page that needs nothing else: no network, no scripts, no fonts; charts are inline SVG.
 *
 * <p>The same data give the same bytes. Whatever comes from data or configuration is escaped.
 */
public final class HtmlReport {
    private final ReportData data;
    private final Markup page = new Markup();

    private HtmlReport(ReportData data) {
        this.data = data;
    }

    /** The page's text, to be stored as UTF-8. */
    public static String render(ReportData data) {
        return new HtmlReport(data).render();
    }

    private String render() {
        page.open("html", "lang", "en").open("head");
        page.single("meta", "charset", "utf-8");
        page.single("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
        page.element("title", data.title()).style(ReportStyle.CSS).close();
        page.open("body").element("h1", data.title());
        addTiles();
        if (!data.results().columns().isEmpty()) {
            heading("Results");
            ReportTables.addResults(page, data.results());
        }
        addCurve();
        addMap();
        if (!data.scores().tasks().isEmpty()) {
            heading("Tasks");
            ReportTables.addTasks(page, data.scores());
        }
        addCounts();
        addRun();
        page.element("footer", "Made by hypernet-spark").close().close();
        return page.html();
    }

    private void heading(String text) {
        page.element("h2", text);
    }

    private void addTiles() {
        page.open("div", "class", "tiles");
        tile("tasks", NumberText.whole(data.tasks()));
        if (!data.curve().points().isEmpty()) {
            int last =
                    data.curve().points().get(data.curve().points().size() - 1).round();
            tile("rounds", NumberText.whole(last));
        }
        tile("shared |phi|", NumberText.whole(data.counts().phi()));
        tile("target |theta|", NumberText.whole(data.counts().theta()));
        tile("seed", Long.toString(data.run().seed()));
        page.close();
    }

    private void tile(String name, String value) {
        page.open("div", "class", "tile")
                .element("b", value)
                .element("span", name)
                .close();
    }

    private void addCurve() {
        if (data.curve().points().isEmpty()) {
            return;
        }
        heading("Learning curves");
        CurveChart.draw(page, data.curve(), data.run().chosenRound());
        page.open("div", "class", "legend");
        key("line train", "training loss, mean of a task-step");
        if (data.curve().points().stream().anyMatch(point -> Double.isFinite(point.validationLoss()))) {
            key("line validation", "validation loss, mean over tasks");
        }
        page.close();
        int last = data.curve().points().get(data.curve().points().size() - 1).round();
        if (data.run().chosenRound() > 0 && data.run().chosenRound() < last) {
            note("The result is the state after round " + data.run().chosenRound()
                    + ", the best on validation rows (dashed line).");
        }
    }

    private void key(String style, String meaning) {
        page.open("span").open("svg", "viewBox", "0 0 14 10", "aria-hidden", "true");
        if (style.startsWith("line")) {
            page.shape("line", "x1", "0", "x2", "14", "y1", "5", "y2", "5", "class", style);
        } else {
            page.shape("circle", "cx", "7", "cy", "5", "r", "4.5", "class", style);
        }
        page.close().text(meaning).close();
    }

    private void addMap() {
        EmbeddingMap map = data.embeddings();
        if (map.points().isEmpty()) {
            return;
        }
        heading("Map of the task embeddings");
        MapChart.draw(page, map);
        page.open("div", "class", "legend");
        List<String> names = List.of("best fifth", "", "middle fifth", "", "worst fifth");
        for (int fifth = 0; fifth < names.size(); fifth++) {
            addFifth(fifth, names.get(fifth));
        }
        if (map.points().stream().anyMatch(point -> point.fifth() < 0)) {
            key("point unknown", "not measured");
        }
        page.close();
        note(mapNote(map));
    }

    private void addFifth(int fifth, String name) {
        double[] values = data.embeddings().points().stream()
                .filter(point -> point.fifth() == fifth)
                .mapToDouble(EmbeddingMap.Point::value)
                .sorted()
                .toArray();
        if (values.length > 0) {
            String low = NumberText.significant(values[0]);
            String high = NumberText.significant(values[values.length - 1]);
            key("point fifth" + fifth, (name + " " + (low.equals(high) ? low : low + " to " + high)).strip());
        }
    }

    private static String mapNote(EmbeddingMap map) {
        String colour = map.metric() == null
                ? ""
                : " Coloured by " + map.metric().label() + " (" + (map.metric().higherIsBetter() ? "higher" : "lower")
                        + " is better).";
        String chosen = map.points().size() == map.tasks()
                ? ""
                : " " + NumberText.whole(map.points().size()) + " of " + NumberText.whole(map.tasks())
                        + " tasks are drawn.";
        return "First two principal components, which hold "
                + percent(map.shares().get(0)) + " and "
                + percent(map.shares().get(1))
                + " of the variance. Tasks that lie near each other have similar embeddings."
                + colour + chosen;
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private void addCounts() {
        HypernetCounts counts = data.counts();
        heading("Sizes");
        ReportTables.addFacts(
                page,
                List.of(
                        new Fact("shared parameters |phi|", NumberText.whole(counts.phi())),
                        new Fact("embedding of a task", NumberText.whole(counts.embedding())),
                        new Fact("trainable in all", NumberText.whole(counts.trainable(data.tasks()))),
                        new Fact("weights of a target |theta|", NumberText.whole(counts.theta())),
                        new Fact("of these generated", NumberText.whole(counts.generated())),
                        new Fact("unused outputs for a task", NumberText.whole(counts.unused())),
                        new Fact("trainable / |theta|", NumberText.significant(counts.ratio(data.tasks()))),
                        new Fact(
                                "trainable / weights of all targets",
                                NumberText.significant(counts.ratio(data.tasks()) / Math.max(1, data.tasks())))));
    }

    private void addRun() {
        heading("Run");
        ReportTables.addFacts(
                page, List.of(new Fact("seed", Long.toString(data.run().seed()))));
        if (!data.run().facts().isEmpty()) {
            ReportTables.addFacts(page, data.run().facts());
        }
        if (!data.run().config().isEmpty()) {
            heading("Configuration");
            page.element("pre", data.run().config());
        }
    }

    private void note(String text) {
        page.element("p", text, "class", "note");
    }
}
