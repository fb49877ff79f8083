package org.hypernetspark.ml.table;

import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Reads rows of a table into {@link RawRow}s. Not thread-safe. */
final class RowReader {
    private final TableColumns columns;
    private final InputColumn[] inputs;
    private final int[] positions;
    private final int taskPosition;
    private final Expected expected;
    private final int vectors;
    private final int numbers;
    private final int categories;
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
        this.vectors = count(ordered, ColumnKind.VECTOR);
        this.numbers = count(ordered, ColumnKind.NUMBER);
        this.categories = count(ordered, ColumnKind.CATEGORY);
    }

    private static int count(List<InputColumn> columns, ColumnKind kind) {
        return (int) columns.stream().filter(column -> column.kind() == kind).count();
    }

    /** Reads one row; one that cannot be used says why. */
    RawRow read(Row row) {
        problem = null;
        Object id = row.get(taskPosition);
        if (!named(id)) {
            String found = String.valueOf(id);
            return RawRow.unusable("", new TableProblem(ProblemKind.NO_TASK, columns.task(), "", found, 1));
        }
        String task = ValueText.of(id);
        int[] sizes = sizes(row, task);
        if (problem != null) {
            return RawRow.unusable(task, problem);
        }
        double[] values = new double[numbers + sum(sizes)];
        String[] texts = new String[categories];
        int value = 0;
        int text = 0;
        for (int i = 0; i < inputs.length; i++) {
            Object cell = row.get(positions[i]);
            switch (inputs[i].kind()) {
                case NUMBER -> values[value++] = number(cell, i, task);
                case CATEGORY -> texts[text++] = category(cell, i, task);
                case VECTOR -> value = copy((Vector) cell, i, task, values, value);
            }
        }
        return problem == null ? RawRow.of(task, values, sizes, texts) : RawRow.unusable(task, problem);
    }

    private static int sum(int[] sizes) {
        int sum = 0;
        for (int size : sizes) {
            sum += size;
        }
        return sum;
    }

    private int[] sizes(Row row, String task) {
        int[] sizes = new int[vectors];
        int vector = 0;
        for (int i = 0; i < inputs.length && vectors > 0; i++) {
            if (inputs[i].kind() == ColumnKind.VECTOR) {
                Vector cell = (Vector) row.get(positions[i]);
                if (cell == null) {
                    complain(i, task, "null");
                } else {
                    sizes[vector] = cell.size();
                    checkSize(i, task, vector, cell.size());
                }
                vector++;
            }
        }
        return sizes;
    }

    private void checkSize(int input, String task, int vector, int size) {
        if (!expected.fits(vector, size)) {
            String found = "one of " + size + " values instead of " + expected.sizes()[vector];
            problem = new TableProblem(ProblemKind.VECTOR_SIZE, inputs[input].name(), task, found, 1);
        }
    }

    private double number(Object cell, int input, String task) {
        double number = cell instanceof Number given
                ? given.doubleValue()
                : cell instanceof Boolean flag ? (flag ? 1 : 0) : Double.NaN;
        return usable(number, cell, input, task);
    }

    /** Networks compute in single precision: what it cannot hold is not usable either. -0.0 becomes 0.0. */
    private double usable(double number, Object cell, int input, String task) {
        if (!(Math.abs(number) <= Float.MAX_VALUE)) {
            complain(
                    input, task, cell == null && !Double.isNaN(number) ? String.valueOf(number) : String.valueOf(cell));
        }
        return number + 0.0;
    }

    private String category(Object cell, int input, String task) {
        if (!named(cell)) {
            complain(input, task, String.valueOf(cell));
        }
        String category = ValueText.of(cell);
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

    private static boolean named(Object cell) {
        return cell instanceof Number number ? Double.isFinite(number.doubleValue()) : cell != null;
    }

    private int copy(Vector vector, int input, String task, double[] values, int at) {
        double[] given = vector.toArray();
        for (int i = 0; i < given.length; i++) {
            values[at + i] = usable(given[i], null, input, task);
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

    private void complain(int input, String task, String found) {
        if (problem == null) {
            ProblemKind kind = isLabel(input) ? ProblemKind.NO_LABEL : ProblemKind.NO_VALUE;
            problem = new TableProblem(kind, inputs[input].name(), task, found, 1);
        }
    }
}
