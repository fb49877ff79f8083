package org.hypernetspark.ml.table;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** How the label is encoded: a value as {@code (value - mean) / deviation}, a class as its index. Immutable. */
public final class LabelEncoding implements Serializable {
    private static final long serialVersionUID = 1;

    private final InputColumn column;
    private final LabelType type;
    private final double mean;
    private final double deviation;
    private final ArrayList<String> classes;
    private final HashMap<String, Integer> indices = new HashMap<>();

    private LabelEncoding(InputColumn column, LabelType type, double mean, double deviation, List<String> classes) {
        this.column = column;
        this.type = type;
        this.mean = mean;
        this.deviation = deviation;
        this.classes = new ArrayList<>(classes);
        for (String name : classes) {
            indices.put(name, indices.size());
        }
    }

    /** A value; {@code deviation} is not 0. */
    static LabelEncoding value(String column, double mean, double deviation) {
        return new LabelEncoding(
                new InputColumn(column, ColumnKind.NUMBER), LabelType.NUMBER, mean, deviation, List.of());
    }

    /** A class, in this order. */
    static LabelEncoding classes(String column, LabelType type, List<String> classes) {
        return new LabelEncoding(new InputColumn(column, ColumnKind.CATEGORY), type, 0, 1, classes);
    }

    /** The column. */
    public InputColumn column() {
        return column;
    }

    /** Whether the label is a class. */
    public boolean classification() {
        return column.kind() == ColumnKind.CATEGORY;
    }

    /** What the column held. */
    public LabelType type() {
        return type;
    }

    /** What is subtracted from a value. */
    public double mean() {
        return mean;
    }

    /** What a value is divided by. */
    public double deviation() {
        return deviation;
    }

    /** The classes' names in order of their indices; none in regression. */
    public List<String> classes() {
        return List.copyOf(classes);
    }

    /** An encoded value. */
    float encode(double value) {
        return (float) ((value - mean) / deviation);
    }

    /** The index of a class; -1 if it is unknown. */
    int indexOf(String name) {
        return indices.getOrDefault(name, -1);
    }

    /** A predicted value in the label's own unit. */
    public double decode(float encoded) {
        return encoded * deviation + mean;
    }

    /** A class as the label column held it: a Double, String or Boolean. */
    public Object className(int index) {
        String name = classes.get(index);
        return switch (type) {
            case NUMBER -> Double.valueOf(name);
            case TEXT -> name;
            case BOOLEAN -> Boolean.valueOf(name);
        };
    }
}
