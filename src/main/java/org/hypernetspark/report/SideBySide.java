package org.hypernetspark.report;

import java.util.List;
import org.hypernetspark.report.ReportData.Fact;

/**
 * Two ways of training the same network beside each other, as one HTML page that needs nothing else.
 *
 * @param title of the page
 * @param sides the ways
 * @param results how they do on held-out rows
 * @param config of the run, as text
 */
public record SideBySide(String title, List<Side> sides, ResultTable results, String config) {
    /**
     * One way of training it.
     *
     * @param name of the way
     * @param curve its losses
     * @param trained what was trained, and what followed from that
     */
    public record Side(String name, LearningCurve curve, List<Fact> trained) {
        /** Copies the list. */
        public Side {
            trained = List.copyOf(trained);
        }
    }

    /** Copies the list. */
    public SideBySide {
        sides = List.copyOf(sides);
    }

    /** The page's text, to be stored as UTF-8. The loss has the same scale in all charts. */
    public String toHtml() {
        Markup page = new Markup();
        page.open("html", "lang", "en").open("head");
        page.single("meta", "charset", "utf-8");
        page.element("title", title).style(ReportStyle.CSS).close();
        page.open("body").element("h1", title);
        if (!results.columns().isEmpty()) {
            page.element("h2", "Results");
            ReportTables.addResults(page, results);
        }
        List<LearningCurve> curves = sides.stream().map(Side::curve).toList();
        for (Side side : sides) {
            page.element("h2", side.name() + ": training loss");
            CurveChart.draw(page, side.curve(), 0, curves);
            ReportTables.addFacts(page, side.trained());
        }
        page.element("h2", "Configuration").element("pre", config);
        page.element("footer", "Made by hypernet-spark").close().close();
        return page.html();
    }

    /** The facts of all sides and the results, as text with aligned columns. */
    public String toText() {
        StringBuilder text = new StringBuilder();
        for (Side side : sides) {
            text.append(side.name()).append('\n');
            side.trained().forEach(fact -> text.append(String.format("  %-44s %s%n", fact.name(), fact.value())));
        }
        return text.append('\n').append(results.toText()).toString();
    }
}
