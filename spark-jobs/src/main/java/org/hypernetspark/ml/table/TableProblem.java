package org.hypernetspark.ml.table;

import java.io.Serializable;

/**
 * Rows that cannot be used: where, how many, an example.
 *
 * <p>A plain class so that Kryo's field serialiser can carry it.
 */
final class TableProblem implements Serializable {
    private static final long serialVersionUID = 1;

    private final ProblemKind kind;
    private final String column;
    private final String task;
    private final String found;
    private final long rows;

    TableProblem(ProblemKind kind, String column, String task, String found, long rows) {
        this.kind = kind;
        this.column = column;
        this.task = task;
        this.found = found;
        this.rows = rows;
    }

    /** Whether both are of one kind in one column. */
    boolean like(TableProblem other) {
        return kind == other.kind && column.equals(other.column);
    }

    /** This one, seen in the other's rows too; the example is that of the lower task id. */
    TableProblem and(TableProblem other) {
        TableProblem example = task.compareTo(other.task) <= 0 ? this : other;
        return new TableProblem(kind, column, example.task, example.found, rows + other.rows);
    }

    /** One message: what, where, how many, what to do. */
    String message() {
        String where = "Column \"" + column + "\": ";
        return switch (kind) {
            case NO_TASK ->
                "Task column \"" + column + "\": " + count() + " no task (" + found
                        + "); every row needs one, so drop these rows or fill the column";
            case NO_VALUE ->
                where + count() + " no usable value, for example " + found + " in task \"" + task
                        + "\"; every value must be given and finite, so fill the gaps"
                        + " (org.apache.spark.ml.feature.Imputer can) or drop these rows";
            case NO_LABEL ->
                "Label column \"" + column + "\": " + count() + " no usable label, for example " + found + " in task \""
                        + task + "\"; every label must be given and finite, so drop these rows";
            case UNKNOWN_CLASS ->
                "Label column \"" + column + "\": " + count() + " an unknown class, for example " + found
                        + " in task \"" + task + "\"; drop these rows or correct their labels";
            case VECTOR_SIZE ->
                where + "all vectors must have one size, but task \"" + task + "\" has " + found
                        + "; correct or drop these rows";
            case CHANGING_DESCRIPTOR ->
                "Descriptor column \"" + column
                        + "\" must hold one value for each task, but task \"" + task + "\" has " + found
                        + "; correct the table, or make it a feature";
            case CHANGING_VARIANT ->
                "Variant column \"" + column + "\" must hold one value for each task, but task \"" + task + "\" has "
                        + found + "; correct the table";
            case UNKNOWN_VARIANT ->
                "Variant column \"" + column + "\": " + count() + " no variant of the target, for example " + found
                        + " in task \"" + task + "\"; correct these rows, or add the variant to target.variants";
        };
    }

    private String count() {
        return rows + (rows == 1 ? " row has" : " rows have");
    }
}
