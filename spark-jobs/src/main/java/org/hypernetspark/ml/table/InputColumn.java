package org.hypernetspark.ml.table;

import java.io.Serializable;
import java.util.Objects;

/**
 * A column that is read.
 *
 * @param name in the table
 * @param kind how it is read
 */
public record InputColumn(String name, ColumnKind kind) implements Serializable {
    /** Checks that both are given. */
    public InputColumn {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
    }
}
