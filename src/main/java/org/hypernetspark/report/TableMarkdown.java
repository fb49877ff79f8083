package org.hypernetspark.report;

import org.hypernetspark.report.ResultTable.Column;

/** A result table as Markdown. */
final class TableMarkdown {
    private TableMarkdown() {}

    static String of(ResultTable table) {
        StringBuilder text = new StringBuilder("| model |");
        for (Column column : table.columns()) {
            String group = column.group().isEmpty() ? "" : column.group() + ": ";
            text.append(' ').append(escaped(group + column.label())).append(" |");
        }
        text.append("\n| --- |")
                .append(" ---: |".repeat(table.columns().size()))
                .append('\n');
        for (int row = 0; row < table.rows().size(); row++) {
            text.append("| ").append(escaped(table.rows().get(row).model())).append(" |");
            for (int column = 0; column < table.columns().size(); column++) {
                String mark = table.best(row, column) ? "**" : "";
                text.append(' ')
                        .append(mark)
                        .append(table.cell(row, column))
                        .append(mark)
                        .append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static String escaped(String value) {
        return value.replaceAll("([\\\\`*_|<>\\[\\]])", "\\\\$1").replace('\n', ' ');
    }
}
