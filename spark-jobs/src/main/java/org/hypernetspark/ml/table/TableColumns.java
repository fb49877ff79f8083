package org.hypernetspark.ml.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a table that are read, and how.
 *
 * @param task column whose value says which task a row belongs to
 * @param features columns the target network sees
 * @param descriptors columns that describe the task itself; may be empty
 * @param variant column that says which variant of the target a task has; null if it is not read
 * @param label column to predict, a {@link ColumnKind#NUMBER} in regression, a {@link ColumnKind#CATEGORY} in
 *     classification; null if it is not read
 */
public record TableColumns(
        String task,
        List<InputColumn> features,
        List<InputColumn> descriptors,
        VariantColumn variant,
        InputColumn label)
        implements Serializable {
    /** Copies the lists. */
    public TableColumns {
        features = List.copyOf(features);
        descriptors = List.copyOf(descriptors);
    }

    /** The same without a label, as read to predict. */
    public TableColumns withoutLabel() {
        return new TableColumns(task, features, descriptors, variant, null);
    }

    /** The same without a label, and without the variants' column if a table has none: then all its tasks must be known. */
    public TableColumns toPredict(StructType schema) {
        boolean named = variant != null && List.of(schema.fieldNames()).contains(variant.name());
        return new TableColumns(task, features, descriptors, named ? variant : null, null);
    }

    /** Features, descriptors, variant and label (if there are any), in the order in which their values are read. */
    List<InputColumn> inOrder() {
        List<InputColumn> columns = new ArrayList<>(features);
        columns.addAll(descriptors);
        if (variant != null) {
            columns.add(variant.column());
        }
        if (label != null) {
            columns.add(label);
        }
        return columns;
    }

    /** The names of all columns that are read, each once. */
    public List<String> names() {
        List<String> names = new ArrayList<>(List.of(task));
        inOrder().forEach(column -> names.add(column.name()));
        return names.stream().distinct().toList();
    }
}
