package org.hypernetspark.ml.table;

import java.util.List;

/**
 * Where the numbers and texts of a row lie: those of the features, then of the descriptors, then of the variant (a text), then of the label.
 *
 * @param featureNumbers numbers of the features
 * @param descriptorNumbers numbers of the descriptors
 * @param numbers all numbers
 * @param featureTexts texts of the features
 * @param descriptorTexts texts of the descriptors
 * @param variantTexts texts of the variant: 1, or 0 if there is none
 * @param texts all texts
 */
record ValueLayout(
        int featureNumbers,
        int descriptorNumbers,
        int numbers,
        int featureTexts,
        int descriptorTexts,
        int variantTexts,
        int texts) {
    /**
     * The layout for vectors of these sizes.
     *
     * @param sizes of all vector columns, features first
     */
    static ValueLayout of(TableColumns columns, int[] sizes) {
        int featureVectors = count(columns.features(), ColumnKind.VECTOR);
        int features = count(columns.features(), ColumnKind.NUMBER) + sum(sizes, 0, featureVectors);
        int descriptors = count(columns.descriptors(), ColumnKind.NUMBER) + sum(sizes, featureVectors, sizes.length);
        int featureTexts = count(columns.features(), ColumnKind.CATEGORY);
        int descriptorTexts = count(columns.descriptors(), ColumnKind.CATEGORY);
        int variantTexts = columns.variant() == null ? 0 : 1;
        List<InputColumn> label = columns.label() == null ? List.of() : List.of(columns.label());
        return new ValueLayout(
                features,
                descriptors,
                features + descriptors + count(label, ColumnKind.NUMBER),
                featureTexts,
                descriptorTexts,
                variantTexts,
                featureTexts + descriptorTexts + variantTexts + count(label, ColumnKind.CATEGORY));
    }

    private static int count(List<InputColumn> columns, ColumnKind kind) {
        return (int) columns.stream().filter(column -> column.kind() == kind).count();
    }

    private static int sum(int[] sizes, int from, int to) {
        int sum = 0;
        for (int i = from; i < to; i++) {
            sum += sizes[i];
        }
        return sum;
    }

    /** Where the label's number is; equal to {@link #numbers} if it has none. */
    int labelNumber() {
        return featureNumbers + descriptorNumbers;
    }

    /** Where the label's text is; equal to {@link #texts} if it has none. */
    int labelText() {
        return variantText() + variantTexts;
    }

    /** Where the variant's text is, if there is one. */
    int variantText() {
        return featureTexts + descriptorTexts;
    }
}
