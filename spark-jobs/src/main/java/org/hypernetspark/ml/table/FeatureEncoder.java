package org.hypernetspark.ml.table;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a table's columns become the numbers that networks see; fitted to training rows once, then immutable.
 *
 * <p>Numbers are standardised with mean and deviation of the training rows (constant ones become 0), categories are one-hot in
 * alphabetical order (one not seen in training becomes zeros), vectors are expanded, descriptors are standardised over tasks.
 */
public final class FeatureEncoder implements Serializable {
    private static final long serialVersionUID = 1;

    private static final float[] NONE = {};

    private final String task;
    private final EncodedColumns features;
    private final EncodedColumns descriptors;
    private final VariantColumn variant;
    private final LabelEncoding label;

    FeatureEncoder(
            String task,
            EncodedColumns features,
            EncodedColumns descriptors,
            VariantColumn variant,
            LabelEncoding label) {
        this.task = task;
        this.features = features;
        this.descriptors = descriptors;
        this.variant = variant;
        this.label = label;
    }

    /**
     * Fits an encoder to what was found of a table.
     *
     * @throws IllegalArgumentException if the label has fewer than two classes, or one that is none
     */
    static FeatureEncoder fit(TableColumns columns, TableFacts facts, EncoderSettings settings) {
        int featureVectors = (int) columns.features().stream()
                .filter(column -> column.kind() == ColumnKind.VECTOR)
                .count();
        ValueLayout layout = ValueLayout.of(columns, facts.sizes);
        boolean standardize = settings.standardize();
        return new FeatureEncoder(
                columns.task(),
                EncodedColumns.fit(columns.features(), facts.features, facts.texts, 0, facts.sizes, 0, standardize),
                EncodedColumns.fit(
                        columns.descriptors(),
                        facts.descriptors,
                        facts.texts,
                        layout.featureTexts(),
                        facts.sizes,
                        featureVectors,
                        standardize),
                columns.variant(),
                fitLabel(columns.label(), layout, facts, settings));
    }

    private static LabelEncoding fitLabel(
            InputColumn column, ValueLayout layout, TableFacts facts, EncoderSettings settings) {
        if (column.kind() == ColumnKind.NUMBER) {
            double deviation = facts.label.deviation(0);
            return settings.standardizeLabel()
                    ? LabelEncoding.value(column.name(), facts.label.mean(0), deviation == 0 ? 1 : deviation)
                    : LabelEncoding.value(column.name(), 0, 1);
        }
        List<String> found = List.of(facts.texts[layout.labelText()]);
        if (!settings.classes().isEmpty()) {
            return givenClasses(column.name(), settings, found);
        }
        if (found.size() < 2) {
            throw new IllegalArgumentException("Label column \"" + column.name() + "\" holds one class only (\""
                    + found.get(0) + "\"); a classifier needs at least two. Check the table's filters.");
        }
        Comparator<String> order = settings.labelType() == LabelType.NUMBER
                ? Comparator.comparing(BigDecimal::new)
                : Comparator.naturalOrder();
        return LabelEncoding.classes(
                column.name(),
                settings.labelType(),
                found.stream().sorted(order).toList());
    }

    private static LabelEncoding givenClasses(String column, EncoderSettings settings, List<String> found) {
        for (String label : found) {
            if (!settings.classes().contains(label)) {
                throw new IllegalArgumentException("Label column \"" + column + "\": expected one of the given classes "
                        + String.join(", ", settings.classes()) + ", got " + label
                        + "; correct the labels, or leave classes and numClasses unset to find the classes");
            }
        }
        return LabelEncoding.classes(column, settings.labelType(), settings.classes());
    }

    /** The columns it reads. */
    public TableColumns columns() {
        return new TableColumns(task, inputs(features), inputs(descriptors), variant, label.column());
    }

    private static List<InputColumn> inputs(EncodedColumns encoded) {
        return encoded.columns().stream().map(ColumnEncoding::column).toList();
    }

    /** Encoded features. */
    public EncodedColumns features() {
        return features;
    }

    /** Encoded descriptors. */
    public EncodedColumns descriptors() {
        return descriptors;
    }

    /** The column that says which variant a task has; null if the target has one shape. */
    public VariantColumn variant() {
        return variant;
    }

    /** The encoded label. */
    public LabelEncoding label() {
        return label;
    }

    /** Sizes of the vector columns among these, which are its features (or none of them) and its descriptors. */
    int[] vectorSizes(TableColumns columns) {
        IntStream first = columns.features().isEmpty() ? IntStream.empty() : sizes(features);
        return IntStream.concat(first, sizes(descriptors)).toArray();
    }

    private static IntStream sizes(EncodedColumns encoded) {
        return encoded.columns().stream()
                .filter(column -> column.column().kind() == ColumnKind.VECTOR)
                .mapToInt(ColumnEncoding::width);
    }

    /** Writes a row's features to {@code to[at ..]}. */
    void encodeFeatures(double[] values, int valueAt, String[] texts, float[] to, int at) {
        features.encode(values, valueAt, texts, 0, to, at);
    }

    /** A row's descriptor. */
    float[] descriptor(double[] values, int valueAt, String[] texts) {
        if (descriptors.width() == 0) {
            return NONE;
        }
        float[] descriptor = new float[descriptors.width()];
        descriptors.encode(values, valueAt + features.numbers(), texts, features.texts(), descriptor, 0);
        return descriptor;
    }

    /**
     * The number of a task's variant; 0 if the target has one shape.
     *
     * @param at where the variant is in {@code texts}
     */
    int variant(String[] texts, int at) {
        return variant == null ? 0 : variant.variants().indexOf(texts[at]);
    }

    /** A row's label; -1 for an unknown class. */
    float encodeLabel(double[] values, int valueAt, String[] texts) {
        return label.classification()
                ? label.indexOf(texts[features.texts() + descriptors.texts() + (variant == null ? 0 : 1)])
                : label.encode(values[valueAt + features.numbers() + descriptors.numbers()]);
    }
}
