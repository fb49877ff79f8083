package org.hypernetspark.ml.table;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.types.StructType;

/**
 * Reads rows of a table into memory of its own, which the next row overwrites, or into {@link RawRow}s that stay. Not
 * thread-safe.
 */
final class RowReader {
    private final TableColumns columns;
    private final InputColumn[] inputs;
    private final ColumnKind[] kinds;
    private final int[] positions;
    private final int taskPosition;
    private final Expected expected;
    private final int numbers;
    private final int[] sizes;
    private final String[] texts;
    private double[] values;
    private int count;
    private String task;
    private TableProblem problem;

    /** For tables of this schema. */
    RowReader(TableColumns columns, StructType schema, Expected expected) {
        this.columns = columns;
        this.expected = expected;
        List<InputColumn> ordered = columns.inOrder();
        this.inputs = ordered.toArray(new InputColumn[0]);
        this.positions = ordered.stream()
                .mapToInt(column -> schema.fieldIndex(column.name()))
                .toArray();
        this.taskPosition = schema.fieldIndex(columns.task());
        this.kinds = ordered.stream().map(InputColumn::kind).toArray(ColumnKind[]::new);
        this.numbers = count(ordered, ColumnKind.NUMBER);
        this.sizes = new int[count(ordered, ColumnKind.VECTOR)];
        this.texts = new String[count(ordered, ColumnKind.CATEGORY)];
        this.values = new double[numbers];
        this.count = numbers;
    }

    private static int count(List<InputColumn> columns, ColumnKind kind) {
        return (int) columns.stream().filter(column -> column.kind() == kind).count();
    }

    /** Reads one row; one that cannot be used says why. */
    RawRow read(Cells row) {
        return scan(row)
                ? RawRow.of(task, Arrays.copyOf(values, count), sizes.clone(), texts.clone())
                : RawRow.unusable(task, problem);
    }

    /** Reads one row, whose values are here until the next; returns whether it can be used. */
    boolean scan(Cells row) {
        problem = null;
        task = row.text(taskPosition);
        if (task == null) {
            task = "";
            problem = new TableProblem(
                    ProblemKind.NO_TASK, columns.task(), "", String.valueOf(row.value(taskPosition)), 1);
            return false;
        }
        if (sizes.length > 0) {
            readSizes(row);
        }
        if (problem == null) {
            readValues(row);
        }
        return problem == null;
    }

    /** The task of the row that was scanned. */
    String task() {
        return task;
    }

    /** Its numbers, in order. */
    double[] values() {
        return values;
    }

    /** Its texts, in order. */
    String[] texts() {
        return texts;
    }

    /** Why it cannot be used; null if it can. */
    TableProblem problem() {
        return problem;
    }

    private void readValues(Cells row) {
        if (values.length < count) {
            values = new double[count];
        }
        int value = 0;
        int text = 0;
        for (int i = 0; i < kinds.length; i++) {
            switch (kinds[i]) {
                case NUMBER -> values[value++] = number(row, i);
                case CATEGORY -> texts[text++] = category(row, i);
                case VECTOR -> value = copy((Vector) row.value(positions[i]), i, value);
            }
        }
    }

    private void readSizes(Cells row) {
        int vector = 0;
        count = numbers;
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i] == ColumnKind.VECTOR) {
                Vector cell = (Vector) row.value(positions[i]);
                if (cell == null) {
                    complain(i, "null");
                } else {
                    sizes[vector] = cell.size();
                    count += cell.size();
                    checkSize(i, vector, cell.size());
                }
                vector++;
            }
        }
    }

    private void checkSize(int input, int vector, int size) {
        if (!expected.fits(vector, size)) {
            String found = "one of " + size + " values instead of " + expected.sizes()[vector];
            problem = new TableProblem(ProblemKind.VECTOR_SIZE, inputs[input].name(), task, found, 1);
        }
    }

    private double number(Cells row, int input) {
        double number = row.number(positions[input]);
        if (!usable(number)) {
            complain(input, String.valueOf(row.value(positions[input])));
        }
        return number + 0.0;
    }

    /** Networks compute in single precision: what it cannot hold is not usable either. What is becomes 0.0 if it was -0.0. */
    private static boolean usable(double number) {
        return Math.abs(number) <= Float.MAX_VALUE;
    }

    private String category(Cells row, int input) {
        String category = row.text(positions[input]);
        if (category == null) {
            complain(input, String.valueOf(row.value(positions[input])));
        }
        if (problem == null && isLabel(input) && !expected.known(category)) {
            String found = "\"" + category + "\"";
            problem = new TableProblem(ProblemKind.UNKNOWN_CLASS, inputs[input].name(), task, found, 1);
        }
        if (problem == null && isVariant(input) && !columns.variant().variants().contains(category)) {
            String found = "\"" + category + "\" (expected one of "
                    + String.join(", ", columns.variant().variants()) + ")";
            problem = new TableProblem(ProblemKind.UNKNOWN_VARIANT, inputs[input].name(), task, found, 1);
        }
        return category;
    }

    private int copy(Vector vector, int input, int at) {
        double[] given = vector.toArray();
        for (int i = 0; i < given.length; i++) {
            if (!usable(given[i])) {
                complain(input, Double.isNaN(given[i]) ? "null" : String.valueOf(given[i]));
            }
            values[at + i] = given[i] + 0.0;
        }
        return at + given.length;
    }

    private boolean isVariant(int input) {
        return columns.variant() != null
                && input == columns.features().size() + columns.descriptors().size();
    }

    private boolean isLabel(int input) {
        return columns.label() != null && input == inputs.length - 1;
    }

    private void complain(int input, String found) {
        if (problem == null) {
            ProblemKind kind = isLabel(input) ? ProblemKind.NO_LABEL : ProblemKind.NO_VALUE;
            problem = new TableProblem(kind, inputs[input].name(), task, found, 1);
        }
    }
}
