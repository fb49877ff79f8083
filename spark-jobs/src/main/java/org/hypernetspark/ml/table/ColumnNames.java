package org.hypernetspark.ml.table;

import java.util.List;

/**
 * The columns a user names.
 *
 * @param task column whose value says which task a row belongs to
 * @param features columns the target network sees
 * @param categorical those of {@code features} and {@code descriptors} whose numbers are names of categories
 * @param descriptors columns that describe the task itself; may be empty
 * @param variant column that says which variant of the target a task has; null if there are none
 * @param label column to predict; null if it is not read
 * @param classification whether the label is a class
 */
public record ColumnNames(
        String task,
        List<String> features,
        List<String> categorical,
        List<String> descriptors,
        VariantColumn variant,
        String label,
        boolean classification) {
    /** Copies the lists. */
    public ColumnNames {
        features = List.copyOf(features);
        categorical = List.copyOf(categorical);
        descriptors = List.copyOf(descriptors);
    }
}
