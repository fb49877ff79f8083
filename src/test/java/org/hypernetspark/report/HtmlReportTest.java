package org.hypernetspark.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hypernetspark.hyper.HypernetCounts;
import org.hypernetspark.report.ReportData.Run;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String PAGE = HtmlReport.render(SampleReport.data(83));

    @Test
    void needsNothingFromOutside() {
        assertThat(PAGE).doesNotContain("http", "://", "url(", "@import", "<script", "<link", "src=", "href=");
    }

    @Test
    void escapesTaskIdsTitleAndConfiguration() {
        assertThat(PAGE)
                .contains("&lt;script&gt;alert(&#39;0&#39;)&lt;/script&gt;")
                .contains("<h1>Store demand &lt;orange juice&gt;</h1>")
                .contains("# rows &amp; &quot;quotes&quot; &lt;b&gt;\n")
                .doesNotContain("alert('0')");
    }

    @Test
    void holdsAllPartsOfTheRun() {
        assertThat(PAGE)
                .contains("Results", "Learning curves", "Map of the task embeddings", "Tasks", "Sizes", "Run")
                .contains("Configuration", "88,542", "89,802", "198", "Spark 3.5.7")
                .contains("<tr><th>seed</th>\n<td>42</td>")
                .contains("The result is the state after round 52");
    }

    @Test
    void everyOpenElementIsClosed() {
        Matcher tags = Pattern.compile("<(/?)([a-z0-9]+)[^>]*?(/?)>").matcher(PAGE);
        ArrayDeque<String> open = new ArrayDeque<>();
        while (tags.find()) {
            if (!tags.group(1).isEmpty()) {
                assertThat(open.pop()).isEqualTo(tags.group(2));
            } else if (tags.group(3).isEmpty() && !tags.group(2).equals("meta")) {
                open.push(tags.group(2));
            }
        }
        assertThat(open).isEmpty();
    }

    @Test
    void ofManyTasksTheWorstAndTheBestAreListed() {
        List<TaskScores.TaskScore> ranked = SampleReport.scores(83).worstFirst();
        String table = PAGE.substring(PAGE.indexOf("<h2>Tasks"), PAGE.indexOf("<h2>Sizes"));
        assertThat(table).contains("42 tasks between").contains("1 tasks without rmse are left out");
        assertThat(table.split("<tr>", -1)).hasSize(1 + 1 + 20 + 1 + 20);
        assertThat(table).contains(ranked.get(19).task(), ranked.get(62).task());
        assertThat(table).doesNotContain(ranked.get(20).task(), ranked.get(61).task());
    }

    @Test
    void ofFewTasksAllAreListed() {
        String page = HtmlReport.render(SampleReport.data(41));
        assertThat(page.substring(page.indexOf("<h2>Tasks")))
                .doesNotContain("tasks between")
                .contains("store 1040");
    }

    @Test
    void theValuesOfAMetricHaveTheSameDecimals() {
        String table = PAGE.substring(PAGE.indexOf("<h2>Tasks"), PAGE.indexOf("<h2>Sizes"));
        Matcher values = Pattern.compile("<td>-?\\d\\.(\\d+)</td>").matcher(table);
        assertThat(values.results().map(value -> value.group(1).length()).distinct())
                .containsExactly(4);
    }

    @Test
    void theBestOfEachColumnIsHighlighted() {
        assertThat(PAGE).contains("<td class=\"best\">0.4120</td>").contains("<td class=\"value\">0.5030</td>");
    }

    @Test
    void everyTaskOfTheMapHasATitleAndAColour() {
        assertThat(PAGE.split("class=\"point fifth", -1)).hasSizeGreaterThan(82);
        assertThat(PAGE).contains("class=\"point unknown\"").contains("<title>store 1001</title>");
    }

    @Test
    void emptyPartsAreLeftOut() {
        String page = HtmlReport.render(new ReportData(
                "bare",
                new Run(7, 0, List.of(), ""),
                new HypernetCounts(10, 0, 5, 5, 0),
                1,
                LearningCurve.empty(),
                ResultTable.empty(),
                TaskScores.empty(),
                EmbeddingMap.empty()));
        assertThat(page)
                .contains("Sizes", "<td>7</td>")
                .doesNotContain("Results", "Learning", "Map of", "<h2>Tasks", "Configuration", "<svg", "NaN");
    }

    @Test
    void lossesThatAreNotFiniteAreNotDrawn() {
        ReportData sample = SampleReport.data(3);
        LearningCurve curve = new LearningCurve(List.of(
                new LearningCurve.Point(1, 0.5, Double.NaN),
                new LearningCurve.Point(2, Double.POSITIVE_INFINITY, Double.NaN)));
        String page = HtmlReport.render(new ReportData(
                "diverged",
                sample.run(),
                sample.counts(),
                3,
                curve,
                sample.results(),
                sample.scores(),
                sample.embeddings()));
        assertThat(page).doesNotContain("NaN", "Infinity").contains("<polyline points=\"62.0,");
    }
}
