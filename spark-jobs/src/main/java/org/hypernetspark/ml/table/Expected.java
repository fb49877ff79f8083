package org.hypernetspark.ml.table;

import java.io.Serializable;
import java.util.Set;

/**
 * What a fitted encoder expects of rows.
 *
 * @param sizes of the vector columns; null if any will do
 * @param classes of the label; null if any will do
 */
record Expected(int[] sizes, Set<String> classes) implements Serializable {
    /** Before an encoder is fitted. */
    static final Expected ANYTHING = new Expected(null, null);

    /** What an encoder expects of these of its columns. */
    static Expected of(FeatureEncoder encoder, TableColumns columns) {
        boolean classes = columns.label() != null && encoder.label().classification();
        return new Expected(
                encoder.vectorSizes(columns),
                classes ? Set.copyOf(encoder.label().classes()) : null);
    }

    boolean fits(int vector, int size) {
        return sizes == null || sizes[vector] == size;
    }

    boolean known(String name) {
        return classes == null || classes.contains(name);
    }
}
