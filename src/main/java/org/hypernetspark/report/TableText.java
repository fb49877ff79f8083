package org.hypernetspark.report;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.report.ResultTable.Column;

/** A result table as text with aligned columns. */
final class TableText {
    private static final String GAP = "  ";
    private static final String MODEL = "model";

    private final ResultTable table;
    private final StringBuilder text = new StringBuilder();

    private TableText(ResultTable table) {
        this.table = table;
    }

    static String of(ResultTable table) {
        return new TableText(table).render();
    }

    private String render() {
        int names = MODEL.length();
        for (ResultTable.Row row : table.rows()) {
            names = Math.max(names, row.model().length());
        }
        List<Integer> widths = widths();
        List<ResultTable.Group> groups = table.groups();
        if (groups.stream().anyMatch(group -> !group.label().isEmpty())) {
            addLine(" ".repeat(names), groupCells(groups, widths));
        }
        addLine(leftAligned(MODEL, names), headerCells(widths));
        for (int row = 0; row < table.rows().size(); row++) {
            addLine(leftAligned(table.rows().get(row).model(), names), cells(row, widths));
        }
        return text.toString();
    }

    private List<Integer> widths() {
        List<Integer> widths = new ArrayList<>();
        for (ResultTable.Group group : table.groups()) {
            int sum = 0;
            for (int column = group.first(); column < group.first() + group.size(); column++) {
                widths.add(width(column));
                sum += GAP.length() + widths.get(column);
            }
            int missing = Math.max(0, GAP.length() + group.label().length() + 1 - sum);
            widths.set(group.first(), widths.get(group.first()) + missing);
        }
        return widths;
    }

    private int width(int column) {
        int width = table.columns().get(column).label().length() + 1;
        for (int row = 0; row < table.rows().size(); row++) {
            width = Math.max(width, table.cell(row, column).length() + 1);
        }
        return width;
    }

    private static List<String> groupCells(List<ResultTable.Group> groups, List<Integer> widths) {
        List<String> cells = new ArrayList<>();
        for (ResultTable.Group group : groups) {
            int width = GAP.length() * (group.size() - 1);
            for (int column = group.first(); column < group.first() + group.size(); column++) {
                width += widths.get(column);
            }
            cells.add(rightAligned(group.label() + " ", width));
        }
        return cells;
    }

    private List<String> headerCells(List<Integer> widths) {
        List<String> cells = new ArrayList<>();
        for (Column column : table.columns()) {
            cells.add(rightAligned(column.label() + " ", widths.get(cells.size())));
        }
        return cells;
    }

    private List<String> cells(int row, List<Integer> widths) {
        List<String> cells = new ArrayList<>();
        for (int column = 0; column < widths.size(); column++) {
            String mark = table.best(row, column) ? "*" : " ";
            cells.add(rightAligned(table.cell(row, column) + mark, widths.get(column)));
        }
        return cells;
    }

    private void addLine(String name, List<String> cells) {
        String line = name + GAP + String.join(GAP, cells);
        text.append(line.stripTrailing()).append('\n');
    }

    private static String leftAligned(String value, int width) {
        return value + " ".repeat(Math.max(0, width - value.length()));
    }

    private static String rightAligned(String value, int width) {
        return " ".repeat(Math.max(0, width - value.length())) + value;
    }
}
