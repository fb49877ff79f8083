package org.hypernetspark.ml.table;

import java.io.Serializable;

/**
 * What is known of a table, or of one worker's part of it: what encodings are fitted to, and problems.
 *
 * <p>A plain class so that Kryo's field serialiser can carry it.
 */
final class TableFacts implements Serializable {
    private static final long serialVersionUID = 1;

    final long rows;
    final int[] sizes;
    final String example;
    final Moments features;
    final Moments descriptors;
    final Moments label;
    final String[][] texts;
    final TableProblem[] problems;

    /**
     * Wraps what was found.
     *
     * @param rows usable rows
     * @param sizes of the vector columns; null if there are no usable rows
     * @param example a task with vectors of these sizes
     * @param features of training rows
     * @param descriptors of tasks
     * @param label of training rows
     * @param texts for each text of a row all there are, ascending: of training rows, but classes of all rows
     * @param problems rows that cannot be used
     */
    TableFacts(
            long rows,
            int[] sizes,
            String example,
            Moments features,
            Moments descriptors,
            Moments label,
            String[][] texts,
            TableProblem[] problems) {
        this.rows = rows;
        this.sizes = sizes;
        this.example = example;
        this.features = features;
        this.descriptors = descriptors;
        this.label = label;
        this.texts = texts;
        this.problems = problems;
    }
}
