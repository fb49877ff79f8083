package org.hypernetspark.jobs.data;

import java.util.List;
import java.util.Map;

/**
 * Where a table lies and how it is read.
 *
 * @param paths files or folders on any Hadoop file system, together one table
 * @param format {@code csv} or {@code parquet}; empty: by the paths' extension
 * @param schema columns and types as SQL writes them ({@code store STRING, price DOUBLE}); empty: as the files say
 * @param options for Spark's CSV reader, for example {@code sep}
 */
public record TableSource(List<String> paths, String format, String schema, Map<String, String> options) {
    /** Copies the collections. */
    public TableSource {
        paths = List.copyOf(paths);
        options = Map.copyOf(options);
    }

    /** Files read by their extension, types inferred. */
    public static TableSource of(List<String> paths) {
        return new TableSource(paths, "", "", Map.of());
    }

    /** What messages call it. */
    public String name() {
        return String.join(", ", paths);
    }
}
