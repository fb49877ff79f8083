package org.hypernetspark.jobs.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** Finds the columns a job names in the columns its table has. */
final class ColumnResolver {
    private static final int MOST_NAMES_SHOWN = 30;

    private final DataConfig config;
    private final StructType schema;

    ColumnResolver(DataConfig config, StructType schema) {
        this.config = config;
        this.schema = schema;
    }

    /**
     * The columns by use.
     *
     * @param descriptor the descriptor's columns
     * @param needsLabel whether a missing label column is an error
     */
    Columns resolve(List<String> descriptor, boolean needsLabel) {
        requireTask();
        boolean labelled = has(config.label());
        if (needsLabel && !labelled) {
            throw missing(config.label(), "label");
        }
        List<String> categorical = expand(config.categorical(), Set.of(), "categorical");
        List<String> numeric = expand(config.numeric(), Set.copyOf(categorical), "features");
        numeric.forEach(this::refuseText);
        List<String> features =
                Stream.concat(numeric.stream(), categorical.stream()).distinct().toList();
        requireFree(config.task(), features, "task");
        requireFree(config.label(), features, "label");
        for (String name : descriptor) {
            if (!has(name)) {
                throw missing(name, "descriptor", "columns");
            }
        }
        return new Columns(
                config.task(), features, categorical, descriptor, variant(needsLabel), labelled ? config.label() : "");
    }

    /** Known tasks can be predicted without it. */
    private String variant(boolean needed) {
        String name = config.variant();
        if (needed && !name.isEmpty() && !has(name)) {
            throw missing(name, "variant");
        }
        return has(name) ? name : "";
    }

    /** Makes sure that the task column is there. */
    void requireTask() {
        if (!has(config.task())) {
            throw missing(config.task(), "task");
        }
    }

    private boolean has(String name) {
        return List.of(schema.fieldNames()).contains(name);
    }

    private RuntimeException missing(String name, String... keys) {
        return config.problem(
                "there is no column \"" + name + "\" in " + config.table().name() + "; its columns: " + columnList(),
                keys);
    }

    private String columnList() {
        String shown = Stream.of(schema.fieldNames())
                .filter(name -> !name.equals(JobTable.CONTENT))
                .limit(MOST_NAMES_SHOWN)
                .collect(Collectors.joining(", "));
        return schema.size() > MOST_NAMES_SHOWN ? shown + " and more" : shown;
    }

    /** Text becomes a category only if that is said: a stray word in a column of numbers makes the column text. */
    private void refuseText(String name) {
        StructField field = schema.apply(name);
        if (field.dataType() instanceof StringType) {
            throw config.problem(
                    "column \"" + name + "\" of " + config.table().name()
                            + " holds text, not numbers; list it under data.categorical, correct the table, or make a"
                            + " number of it with data.derive",
                    "features");
        }
    }

    private void requireFree(String column, List<String> features, String key) {
        if (features.contains(column)) {
            throw config.problem(
                    "column \"" + column + "\" is the " + key + ", so it cannot be a feature too; take it out of"
                            + " data.features",
                    key);
        }
    }

    /** Names with {@code *} become all columns they match but task, label and those taken. */
    private List<String> expand(List<String> names, Set<String> taken, String key) {
        Set<String> expanded = new LinkedHashSet<>();
        for (String name : names) {
            if (name.contains("*")) {
                expanded.addAll(matches(name, taken, key));
            } else if (has(name)) {
                expanded.add(name);
            } else {
                throw missing(name, key);
            }
        }
        return List.copyOf(expanded);
    }

    private List<String> matches(String pattern, Set<String> taken, String key) {
        String regex = Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
        List<String> matches = new ArrayList<>();
        for (String name : schema.fieldNames()) {
            boolean used = List.of(config.task(), config.variant(), config.label(), JobTable.CONTENT)
                            .contains(name)
                    || taken.contains(name);
            if (!used && name.matches(regex)) {
                matches.add(name);
            }
        }
        if (matches.isEmpty()) {
            throw config.problem(
                    "no column of " + config.table().name() + " matches \"" + pattern + "\"; its columns: "
                            + columnList(),
                    key);
        }
        return matches;
    }
}
