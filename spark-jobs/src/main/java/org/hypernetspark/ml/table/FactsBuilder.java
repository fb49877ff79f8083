package org.hypernetspark.ml.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Gathers the facts of tasks, in order; and of parts of a table, in order of the workers. */
final class FactsBuilder {
    /** More categories than this are not gathered; {@link FactsCheck} refuses them. */
    static final int MOST_CATEGORIES = 10_000;

    private final TableColumns columns;
    private final List<TableProblem> problems = new ArrayList<>();
    private final List<TreeSet<String>> texts = new ArrayList<>();
    private long rows;
    private int[] sizes;
    private String example;
    private Moments features;
    private Moments descriptors;
    private Moments label;

    FactsBuilder(TableColumns columns) {
        this.columns = columns;
    }

    /** The facts of one worker's tasks. */
    static TableFacts of(TableColumns columns, Iterator<RawTask> tasks, RowSplit split) {
        FactsBuilder facts = new FactsBuilder(columns);
        while (tasks.hasNext()) {
            facts.add(tasks.next(), split);
        }
        return facts.build();
    }

    /** The facts of the whole table. */
    static TableFacts join(TableColumns columns, List<TableFacts> workers) {
        FactsBuilder facts = new FactsBuilder(columns);
        workers.forEach(facts::add);
        return facts.build();
    }

    private void add(RawTask task, RowSplit split) {
        Collections.addAll(problems, task.problems());
        if (task.count() == 0 || !fits(task.sizes(), task.id())) {
            return;
        }
        ValueLayout layout = ValueLayout.of(columns, sizes);
        rows += task.count();
        descriptors.add(task.values(), layout.featureNumbers());
        BitSet validation = split.validation(task);
        for (int row = 0; row < task.count(); row++) {
            if (!validation.get(row)) {
                features.add(task.values(), task.valuesAt(row));
                label.add(task.values(), task.valuesAt(row) + layout.labelNumber());
            }
        }
        addTexts(task, layout, validation);
    }

    private void addTexts(RawTask task, ValueLayout layout, BitSet validation) {
        for (int text = 0; text < layout.texts(); text++) {
            String[] words = task.dictionary(text);
            BitSet seen = new BitSet(words.length);
            for (int row = 0; row < task.count(); row++) {
                if (text == layout.labelText() || !validation.get(row)) {
                    seen.set(task.code(row, text));
                }
            }
            TreeSet<String> all = texts.get(text);
            seen.stream().mapToObj(code -> words[code]).forEach(word -> addWord(all, word));
        }
    }

    private static void addWord(Set<String> words, String word) {
        if (words.size() <= MOST_CATEGORIES) {
            words.add(word);
        }
    }

    private boolean fits(int[] found, String task) {
        if (sizes == null) {
            sizes = found;
            example = task;
            ValueLayout layout = ValueLayout.of(columns, sizes);
            features = new Moments(layout.featureNumbers());
            descriptors = new Moments(layout.descriptorNumbers());
            label = new Moments(layout.numbers() - layout.labelNumber());
            for (int i = 0; i < layout.texts(); i++) {
                texts.add(new TreeSet<>());
            }
        }
        int vector = Arrays.mismatch(sizes, found);
        if (vector >= 0) {
            String column = columns.inOrder().stream()
                    .filter(input -> input.kind() == ColumnKind.VECTOR)
                    .toList()
                    .get(vector)
                    .name();
            String sight = "vectors of " + found[vector] + " values and task \"" + example + "\" of " + sizes[vector];
            problems.add(new TableProblem(ProblemKind.VECTOR_SIZE, column, task, sight, 1));
        }
        return vector < 0;
    }

    private void add(TableFacts part) {
        Collections.addAll(problems, part.problems);
        if (part.sizes == null || !fits(part.sizes, part.example)) {
            return;
        }
        rows += part.rows;
        features.add(part.features);
        descriptors.add(part.descriptors);
        label.add(part.label);
        for (int text = 0; text < texts.size(); text++) {
            TreeSet<String> all = texts.get(text);
            Arrays.stream(part.texts[text]).forEach(word -> addWord(all, word));
        }
    }

    private TableFacts build() {
        return new TableFacts(
                rows,
                sizes,
                example,
                features,
                descriptors,
                label,
                texts.stream().map(words -> words.toArray(new String[0])).toArray(String[][]::new),
                merged());
    }

    private TableProblem[] merged() {
        List<TableProblem> merged = new ArrayList<>();
        for (TableProblem problem : problems) {
            int like = 0;
            while (like < merged.size() && !merged.get(like).like(problem)) {
                like++;
            }
            if (like == merged.size()) {
                merged.add(problem);
            } else {
                merged.set(like, merged.get(like).and(problem));
            }
        }
        return merged.toArray(new TableProblem[0]);
    }
}
