package org.hypernetspark.config;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.hyper.ColumnsInput;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.ConditionInput;
import org.hypernetspark.hyper.DescriptorInput;
import org.hypernetspark.hyper.DrawnInput;
import org.hypernetspark.hyper.EmbeddingInput;
import org.hypernetspark.hyper.NoiseInput;
import org.hypernetspark.hyper.PreferenceInput;

/**
 * What a hypernet sees, as configured, before the data has told the sizes.
 *
 * @param embedding size of the learned task embedding; 0 for none
 * @param support the support set; null for none
 * @param descriptor whether the hypernet sees the task's descriptor
 * @param columns of the row it sees; {@code *} for all features; empty for none
 * @param preference how preferences are drawn; null for none
 * @param noise null for none
 * @param inputs more that are drawn, of types that jars bring; empty for none
 */
public record ConditionConfig(
        int embedding,
        SupportConfig support,
        boolean descriptor,
        List<String> columns,
        PreferenceInput preference,
        NoiseInput noise,
        List<DrawnInput> inputs) {
    /** Stands for all features. */
    public static final String ALL = "*";

    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the embedding's size is negative
     */
    public ConditionConfig {
        columns = List.copyOf(columns);
        inputs = List.copyOf(inputs);
        if (embedding < 0) {
            throw new IllegalArgumentException("A task embedding has 0 values or more, got " + embedding);
        }
    }

    /** Without inputs of types that jars bring. */
    public ConditionConfig(
            int embedding,
            SupportConfig support,
            boolean descriptor,
            List<String> columns,
            PreferenceInput preference,
            NoiseInput noise) {
        this(embedding, support, descriptor, columns, preference, noise, List.of());
    }

    /** The same, with the task's descriptor or without. */
    public ConditionConfig withDescriptor(boolean newDescriptor) {
        return new ConditionConfig(embedding, support, newDescriptor, columns, preference, noise, inputs);
    }

    /**
     * Makes sure that there is an input.
     *
     * @throws IllegalArgumentException if there is none
     */
    void requireInput() {
        boolean others =
                support != null || !columns.isEmpty() || preference != null || noise != null || !inputs.isEmpty();
        if (embedding == 0 && !descriptor && !others) {
            throw new IllegalArgumentException(
                    "A condition needs a task embedding of at least 1, or the task's descriptor, or another input"
                            + " (support, columns, preference, noise); got an embedding of 0 and no descriptor");
        }
    }

    /** A learned embedding, the task's descriptor, or both. */
    public static ConditionConfig of(int embedding, boolean descriptor) {
        return new ConditionConfig(embedding, null, descriptor, List.of(), null, null);
    }

    /** The columns that the hypernet sees and the target does not. */
    public List<String> columnsBeside(List<String> features) {
        return columns.stream()
                .filter(name -> !name.equals(ALL) && !features.contains(name))
                .toList();
    }

    /**
     * The condition for data like this.
     *
     * @throws IllegalArgumentException if the hypernet is to see a descriptor or column that the data does not have
     */
    public Condition resolve(DataShape data) {
        List<ConditionInput> seen = new ArrayList<>();
        if (embedding > 0) {
            seen.add(new EmbeddingInput(embedding));
        }
        if (support != null) {
            seen.add(support.resolve(data));
        }
        if (descriptor) {
            seen.add(new DescriptorInput(descriptorSize(data)));
        }
        if (!columns.isEmpty()) {
            seen.add(new ColumnsInput(positions(data)));
        }
        if (preference != null) {
            seen.add(preference);
        }
        if (noise != null) {
            seen.add(noise);
        }
        seen.addAll(inputs);
        return seen.isEmpty() ? Condition.none() : Condition.of(seen);
    }

    private static int descriptorSize(DataShape data) {
        if (data.descriptor() < 1) {
            throw new IllegalArgumentException(
                    "The hypernet's condition wants the task's descriptor, but the data has none;"
                            + " name a descriptor table or set descriptor: false");
        }
        return data.descriptor();
    }

    private List<Integer> positions(DataShape data) {
        List<Integer> positions = new ArrayList<>();
        for (String column : columns) {
            if (column.equals(ALL)) {
                data.columns().values().forEach(positions::addAll);
            } else if (data.columns().containsKey(column)) {
                positions.addAll(data.columns().get(column));
            } else {
                throw new IllegalArgumentException("The hypernet's condition names column \"" + column
                        + "\", which the data does not have; its columns: "
                        + data.columns().keySet()
                        + NearestWords.hint(column, data.columns().keySet()));
            }
        }
        return positions.stream().distinct().toList();
    }
}
