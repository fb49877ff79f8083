package org.hypernetspark.ml.table;

import java.util.List;

/** Refuses tables that cannot be used, each with one message. */
final class FactsCheck {
    private FactsCheck() {}

    /** @throws IllegalArgumentException if rows cannot be used or there are none */
    static void usable(TableFacts facts) {
        if (facts.problems.length > 0) {
            throw new IllegalArgumentException(facts.problems[0].message());
        }
        if (facts.rows == 0) {
            throw new IllegalArgumentException(
                    "The table is empty; expected rows with a task, features and a label. Check its filters and joins.");
        }
    }

    /** @throws IllegalArgumentException if a column has too many categories */
    static void categories(TableColumns columns, TableFacts facts) {
        List<InputColumn> categorical = columns.inOrder().stream()
                .filter(column -> column.kind() == ColumnKind.CATEGORY)
                .toList();
        for (int i = 0; i < categorical.size(); i++) {
            if (facts.texts[i].length > FactsBuilder.MOST_CATEGORIES) {
                throw new IllegalArgumentException(
                        "Column \"" + categorical.get(i).name() + "\" has more than "
                                + FactsBuilder.MOST_CATEGORIES
                                + " categories; one-hot encoding is not for identifiers or free text. Leave the column out,"
                                + " or group its values.");
            }
        }
    }
}
