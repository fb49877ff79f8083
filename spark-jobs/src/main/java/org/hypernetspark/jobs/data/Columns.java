package org.hypernetspark.jobs.data;

import java.util.List;

/**
 * Which columns of a table serve as what. All are there.
 *
 * @param task the task's id
 * @param features what the target network sees
 * @param categorical those of {@code features} that are categories
 * @param descriptor what describes the task; may be none
 * @param variant which variant of the target the task has; empty if the table does not say
 * @param label what is predicted; empty if the table has none
 */
public record Columns(
        String task,
        List<String> features,
        List<String> categorical,
        List<String> descriptor,
        String variant,
        String label) {
    /** Copies the lists. */
    public Columns {
        features = List.copyOf(features);
        categorical = List.copyOf(categorical);
        descriptor = List.copyOf(descriptor);
    }
}
