package org.hypernetspark.jobs.data;

import java.util.List;

/**
 * The table that describes tasks: one row for each.
 *
 * @param table where it lies; null if the descriptor's columns stand in the data itself
 * @param key its column with the task's id
 * @param columns numbers that describe a task; empty: all columns but the key
 */
public record DescriptorSource(TableSource table, String key, List<String> columns) {
    /** Copies the list. */
    public DescriptorSource {
        columns = List.copyOf(columns);
    }
}
