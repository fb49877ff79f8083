package org.hypernetspark.ml.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Gathers the rows of one task, which come in order, and checks that they agree with each other. */
final class RawTaskBuilder {
    private static final int FIRST_CAPACITY = 16;

    private final String id;
    private final TableColumns columns;
    private final List<TableProblem> problems = new ArrayList<>();
    private final List<Map<String, Integer>> dictionaries = new ArrayList<>();
    private RawRow first;
    private ValueLayout layout;
    private double[] values = {};
    private int[] codes = {};
    private int capacity;
    private int count;

    RawTaskBuilder(String id, TableColumns columns) {
        this.id = id;
        this.columns = columns;
    }

    void add(RawRow row) {
        if (row.problem() != null) {
            complain(row.problem());
            return;
        }
        if (first == null) {
            begin(row);
        }
        if (agrees(row)) {
            append(row);
        }
    }

    private void begin(RawRow row) {
        first = row;
        layout = ValueLayout.of(columns, row.sizes());
        for (int i = 0; i < layout.texts(); i++) {
            dictionaries.add(new HashMap<>());
        }
    }

    private boolean agrees(RawRow row) {
        if (!Arrays.equals(row.sizes(), first.sizes())) {
            int vector = Arrays.mismatch(row.sizes(), first.sizes());
            String column = columns.inOrder().stream()
                    .filter(input -> input.kind() == ColumnKind.VECTOR)
                    .toList()
                    .get(vector)
                    .name();
            String found = "vectors of " + first.sizes()[vector] + " and of " + row.sizes()[vector] + " values";
            complain(new TableProblem(ProblemKind.VECTOR_SIZE, column, id, found, 1));
            return false;
        }
        DescriptorDifference.between(columns, layout, first, row)
                .ifPresent(difference ->
                        complain(new TableProblem(difference.kind(), difference.column(), id, difference.found(), 1)));
        return true;
    }

    private void append(RawRow row) {
        int width = layout.numbers();
        int texts = layout.texts();
        if (count == capacity) {
            grow();
        }
        System.arraycopy(row.values(), 0, values, count * width, width);
        for (int i = 0; i < texts; i++) {
            Map<String, Integer> dictionary = dictionaries.get(i);
            Integer code = dictionary.putIfAbsent(row.texts()[i], dictionary.size());
            codes[count * texts + i] = code == null ? dictionary.size() - 1 : code;
        }
        count++;
    }

    private void grow() {
        long rows = Math.max(FIRST_CAPACITY, count + (long) count / 2);
        long most = (Integer.MAX_VALUE - 8L) / Math.max(1, Math.max(layout.numbers(), layout.texts()));
        if (count >= most) {
            throw new IllegalArgumentException("Task \"" + id + "\" has more than " + most + " rows of "
                    + layout.numbers() + " numbers, more than one array can hold; split it into several tasks");
        }
        capacity = (int) Math.min(rows, most);
        values = Arrays.copyOf(values, capacity * layout.numbers());
        codes = Arrays.copyOf(codes, capacity * layout.texts());
    }

    private void complain(TableProblem problem) {
        for (int i = 0; i < problems.size(); i++) {
            if (problems.get(i).like(problem)) {
                problems.set(i, problems.get(i).and(problem));
                return;
            }
        }
        problems.add(problem);
    }

    RawTask build() {
        int width = first == null ? 0 : layout.numbers();
        int texts = first == null ? 0 : layout.texts();
        String[][] words = new String[texts][];
        for (int i = 0; i < texts; i++) {
            Map<String, Integer> dictionary = dictionaries.get(i);
            String[] list = new String[dictionary.size()];
            dictionary.forEach((text, code) -> list[code] = text);
            words[i] = list;
        }
        return new RawTask(
                id,
                count,
                width,
                Arrays.copyOf(values, count * width),
                first == null ? new int[0] : first.sizes(),
                Arrays.copyOf(codes, count * texts),
                words,
                problems.toArray(new TableProblem[0]));
    }
}
