package org.hypernetspark.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.hypernetspark.report.ResultTable.Column;
import org.hypernetspark.report.ResultTable.Row;
import org.hypernetspark.report.Score.Over;
import org.hypernetspark.train.Metric;
import org.junit.jupiter.api.Test;

class ResultTableTest {
    private static final ResultTable TABLE = new ResultTable(
            List.of(
                    new Column("known tasks", "rmse", false),
                    new Column("known tasks", "r2", true),
                    new Column("unseen", "rmse", false)),
            List.of(
                    new Row("hypernet", List.of(0.5123, 0.81, 0.6)),
                    new Row("pooled", List.of(12.25, 0.79, 0.55)),
                    new Row("separate", List.of(0.5124, 0.8100001, Double.NaN))));

    @Test
    void textIsAlignedAndMarksTheBest() {
        assertThat(TABLE.toText())
                .isEqualTo(
                        """
                                     known tasks   unseen
                        model      rmse       r2     rmse
                        hypernet   0.51*  0.8100*  0.6000
                        pooled    12.25   0.7900   0.5500*
                        separate   0.51*  0.8100*       -
                        """);
    }

    @Test
    void markdownMarksTheBestInBold() {
        assertThat(TABLE.toMarkdown())
                .isEqualTo(
                        """
                        | model | known tasks: rmse | known tasks: r2 | unseen: rmse |
                        | --- | ---: | ---: | ---: |
                        | hypernet | **0.51** | **0.8100** | 0.6000 |
                        | pooled | 12.25 | 0.7900 | **0.5500** |
                        | separate | **0.51** | **0.8100** | - |
                        """);
    }

    @Test
    void aLoneValueIsNotTheBest() {
        ResultTable table = new ResultTable(
                List.of(new Column("", "loss", false)),
                List.of(new Row("a", List.of(1.0)), new Row("b", List.of(Double.NaN))));
        assertThat(table.toText()).isEqualTo("model   loss\na      1.000\nb          -\n");
    }

    @Test
    void aLongGroupNameWidensItsColumns() {
        ResultTable table = new ResultTable(
                List.of(new Column("known tasks, held-out rows", "mae", false), new Column("new", "mae", false)),
                List.of(new Row("a", List.of(1.0, 2.0))));
        assertThat(table.toText())
                .isEqualTo(
                        """
                               known tasks, held-out rows     new
                        model                         mae     mae
                        a                           1.000   2.000
                        """);
    }

    @Test
    void markdownCannotBeBrokenByNames() {
        ResultTable table =
                new ResultTable(List.of(new Column("", "a|b", false)), List.of(new Row("*x*<b>", List.of(1.0))));
        assertThat(table.toMarkdown()).contains("a\\|b").contains("\\*x\\*\\<b\\>");
    }

    @Test
    void anEmptyTableIsJustAHeader() {
        assertThat(ResultTable.empty().toText()).isEqualTo("model\n");
    }

    @Test
    void aRowOfAnotherLengthIsRefused() {
        assertThatThrownBy(
                        () -> new ResultTable(List.of(new Column("", "mae", false)), List.of(new Row("a", List.of()))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Row \"a\" has 0 values, but there are 1 columns");
    }

    @Test
    void scoresBecomeATableOfGroupsAndMetrics() {
        ResultTable table = Score.table(
                List.of(
                        new Score("hypernet", "known", Runs.regression(0.5)),
                        new Score("separate", "known", Runs.regression(0.25)),
                        new Score("hypernet", "unseen", Runs.regression(1))),
                List.of(Metric.RMSE, Metric.R2),
                List.of(Over.MEAN, Over.WORST_DECILE));
        assertThat(table.columns())
                .extracting(Column::group, Column::label)
                .containsExactly(
                        tuple("known", "rmse"),
                        tuple("known", "rmse worst tenth"),
                        tuple("known", "r2"),
                        tuple("known", "r2 worst tenth"),
                        tuple("unseen", "rmse"),
                        tuple("unseen", "rmse worst tenth"),
                        tuple("unseen", "r2"),
                        tuple("unseen", "r2 worst tenth"));
        assertThat(table.rows().get(0).values()).containsExactly(0.5, 0.5, 0.75, 0.75, 1.0, 1.0, 0.0, 0.0);
        assertThat(table.rows().get(1).values().subList(4, 8)).containsOnly(Double.NaN);
    }
}
