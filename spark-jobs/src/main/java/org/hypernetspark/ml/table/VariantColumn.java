package org.hypernetspark.ml.table;

import java.io.Serializable;
import java.util.List;

/**
 * The column that says which variant of the target a task has: one value for all rows of a task.
 *
 * @param name of the column
 * @param variants their names, in the order in which the target counts them
 */
public record VariantColumn(String name, List<String> variants) implements Serializable {
    /** Copies the list. */
    public VariantColumn {
        variants = List.copyOf(variants);
    }

    /** As a column whose values are names. */
    InputColumn column() {
        return new InputColumn(name, ColumnKind.CATEGORY);
    }
}
