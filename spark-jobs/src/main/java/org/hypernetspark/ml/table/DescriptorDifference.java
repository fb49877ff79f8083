package org.hypernetspark.ml.table;

import java.util.Optional;

/**
 * Where the descriptors, or the variants, of two rows of a task differ.
 *
 * @param kind of the problem that this is
 * @param column the first that differs
 * @param found both values, for a message
 */
record DescriptorDifference(ProblemKind kind, String column, String found) {
    static Optional<DescriptorDifference> between(
            TableColumns columns, ValueLayout layout, RawRow first, RawRow second) {
        int value = layout.featureNumbers();
        int text = layout.featureTexts();
        int vector = (int) columns.features().stream()
                .filter(column -> column.kind() == ColumnKind.VECTOR)
                .count();
        for (InputColumn column : columns.descriptors()) {
            if (column.kind() == ColumnKind.CATEGORY) {
                if (!first.texts()[text].equals(second.texts()[text])) {
                    return Optional.of(of(column, first.texts()[text], second.texts()[text]));
                }
                text++;
            } else {
                int end = value + (column.kind() == ColumnKind.VECTOR ? first.sizes()[vector++] : 1);
                for (; value < end; value++) {
                    if (first.values()[value] != second.values()[value]) {
                        return Optional.of(of(
                                column, String.valueOf(first.values()[value]), String.valueOf(second.values()[value])));
                    }
                }
            }
        }
        if (columns.variant() != null && !first.texts()[text].equals(second.texts()[text])) {
            String found = first.texts()[text] + " and " + second.texts()[text];
            return Optional.of(new DescriptorDifference(
                    ProblemKind.CHANGING_VARIANT, columns.variant().name(), found));
        }
        return Optional.empty();
    }

    private static DescriptorDifference of(InputColumn column, String first, String second) {
        return new DescriptorDifference(ProblemKind.CHANGING_DESCRIPTOR, column.name(), first + " and " + second);
    }
}
