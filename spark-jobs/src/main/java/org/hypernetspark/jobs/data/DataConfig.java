package org.hypernetspark.jobs.data;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hypernetspark.config.ConfigException;
import org.hypernetspark.config.ConfigNode;

/**
 * The {@code data} section of a job.
 *
 * @param at where it stands, for messages
 * @param table the rows
 * @param task column with the task's id
 * @param numeric feature columns with numbers; {@code *} stands for any text
 * @param categorical feature columns with categories
 * @param variant column that says which variant of the target a task has; empty if there are none
 * @param label column to predict; empty if there is none
 * @param descriptor what describes tasks; null if nothing does
 * @param derive columns computed from the table, in this order: name and SQL expression
 * @param where SQL condition that rows must meet; empty for all
 * @param split what is held out
 */
public record DataConfig(
        ConfigNode at,
        TableSource table,
        String task,
        List<String> numeric,
        List<String> categorical,
        String variant,
        String label,
        DescriptorSource descriptor,
        Map<String, String> derive,
        String where,
        SplitConfig split) {
    /** Copies the collections. */
    public DataConfig {
        numeric = List.copyOf(numeric);
        categorical = List.copyOf(categorical);
        derive = new LinkedHashMap<>(derive);
    }

    /** A mistake in the value under these keys, named as deep as they are there. */
    public ConfigException problem(String message, String... keys) {
        ConfigNode node = at;
        for (String key : keys) {
            Optional<ConfigNode> child = node.isSection() ? node.find(key) : Optional.empty();
            if (child.isEmpty()) {
                break;
            }
            node = child.get();
        }
        return node.problem(message);
    }

    /** The same for other tables. */
    public DataConfig with(TableSource newTable, DescriptorSource newDescriptor) {
        return new DataConfig(
                at, newTable, task, numeric, categorical, variant, label, newDescriptor, derive, where, split);
    }
}
