package org.hypernetspark.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the data tells about the sizes of a hypernet's inputs.
 *
 * @param descriptor values of a task's descriptor; 0 if there is none
 * @param features values of an encoded row
 * @param labels of a row
 * @param classes number of classes; 0 in regression
 * @param columns for each column of a row the positions of its values in the encoded row
 */
public record DataShape(int descriptor, int features, int labels, int classes, Map<String, List<Integer>> columns) {
    /** Copies the map, keeping its order. */
    public DataShape {
        columns = new LinkedHashMap<>(columns);
    }

    /** Of data of which no more is known than the size of its descriptor. */
    public static DataShape ofDescriptor(int size) {
        return new DataShape(size, 0, 0, 0, Map.of());
    }
}
