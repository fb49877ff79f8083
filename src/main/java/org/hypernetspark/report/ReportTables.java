package org.hypernetspark.report;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.report.ReportData.Fact;
import org.hypernetspark.report.ResultTable.Column;
import org.hypernetspark.report.ResultTable.Group;
import org.hypernetspark.report.TaskScores.TaskScore;
import org.hypernetspark.train.Metric;

/** The tables of the HTML report. */
final class ReportTables {
    /** With more tasks than twice this, only so many of the worst and of the best are listed. */
    static final int TASKS_AT_EITHER_END = 20;

    private ReportTables() {}

    static void addResults(Markup page, ResultTable table) {
        page.open("div", "class", "wide").open("table");
        if (table.columns().stream().anyMatch(column -> !column.group().isEmpty())) {
            page.open("tr").element("th", "");
            for (Group group : table.groups()) {
                page.element("th", group.label(), "colspan", "" + group.size(), "class", "group");
            }
            page.close();
        }
        page.open("tr").element("th", "model");
        for (Column column : table.columns()) {
            page.element("th", column.label());
        }
        page.close();
        for (int row = 0; row < table.rows().size(); row++) {
            page.open("tr").element("td", table.rows().get(row).model());
            for (int column = 0; column < table.columns().size(); column++) {
                page.element("td", table.cell(row, column), "class", table.best(row, column) ? "best" : "value");
            }
            page.close();
        }
        page.close().close();
        page.element("p", "The best of each column is highlighted.", "class", "note");
    }

    static void addTasks(Markup page, TaskScores scores) {
        List<TaskScore> tasks = scores.worstFirst();
        boolean all = tasks.size() <= 2 * TASKS_AT_EITHER_END;
        page.open("div", "class", "wide").open("table").open("tr");
        page.element("th", "task").element("th", "labels");
        for (Metric metric : scores.metrics()) {
            page.element("th", metric.label());
        }
        page.close();
        int head = all ? tasks.size() : TASKS_AT_EITHER_END;
        List<Integer> decimals = decimals(scores);
        tasks.subList(0, head).forEach(task -> addTask(page, task, decimals));
        if (!all) {
            String skipped = NumberText.whole(tasks.size() - 2L * TASKS_AT_EITHER_END) + " tasks between";
            page.open("tr")
                    .element(
                            "td", skipped, "colspan", "" + (2 + scores.metrics().size()), "class", "gap")
                    .close();
            tasks.subList(tasks.size() - TASKS_AT_EITHER_END, tasks.size())
                    .forEach(task -> addTask(page, task, decimals));
        }
        page.close().close();
        page.element("p", tasksNote(scores, tasks.size()), "class", "note");
    }

    /** For each metric as many decimals as its middle value asks for, so that columns line up. */
    private static List<Integer> decimals(TaskScores scores) {
        List<Integer> decimals = new ArrayList<>();
        for (int metric = 0; metric < scores.metrics().size(); metric++) {
            int column = metric;
            double[] sizes = scores.tasks().stream()
                    .mapToDouble(task -> Math.abs(task.values().get(column)))
                    .filter(Double::isFinite)
                    .sorted()
                    .toArray();
            decimals.add(NumberText.decimals(sizes.length == 0 ? 0 : sizes[sizes.length / 2]));
        }
        return decimals;
    }

    private static String tasksNote(TaskScores scores, int ranked) {
        int without = scores.tasks().size() - ranked;
        String first = scores.metrics().get(0).label();
        String missing =
                without == 0 ? "" : " " + NumberText.whole(without) + " tasks without " + first + " are left out.";
        return "Worst " + first + " first." + missing;
    }

    private static void addTask(Markup page, TaskScore task, List<Integer> decimals) {
        page.open("tr").element("td", task.task()).element("td", NumberText.whole(task.labels()));
        for (int i = 0; i < decimals.size(); i++) {
            page.element("td", NumberText.fixed(task.values().get(i), decimals.get(i)));
        }
        page.close();
    }

    static void addFacts(Markup page, List<Fact> facts) {
        page.open("table", "class", "facts");
        for (Fact fact : facts) {
            page.open("tr")
                    .element("th", fact.name())
                    .element("td", fact.value())
                    .close();
        }
        page.close();
    }
}
