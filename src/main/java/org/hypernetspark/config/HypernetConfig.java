package org.hypernetspark.config;

import java.util.List;
import java.util.Objects;
import org.hypernetspark.hyper.DirectForm;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.hyper.WeightForm;
import org.hypernetspark.net.LayerSpec;

/**
 * A hypernet as configured, before the data has told the sizes of what it sees.
 *
 * @param condition what it sees
 * @param trunk layers between condition and head; may be empty
 * @param output how weights leave it
 * @param form what leaves it
 * @param generate glob patterns of the target tensors that are generated; empty for all
 * @param init how it is initialised
 */
public record HypernetConfig(
        ConditionConfig condition,
        List<LayerSpec> trunk,
        OutputStrategy output,
        WeightForm form,
        List<String> generate,
        HypernetInit init) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if the hypernet sees nothing, and tasks have no chunk embeddings of their own
     */
    public HypernetConfig {
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(init, "init");
        trunk = List.copyOf(trunk);
        generate = List.copyOf(generate);
        if (!output.perTask()) {
            condition.requireInput();
        }
    }

    /**
     * A hypernet that sees a learned embedding, the task's descriptor, or both.
     *
     * @throws IllegalArgumentException if there is neither embedding nor descriptor, nor a task's own chunk embeddings
     */
    public HypernetConfig(
            int embedding,
            boolean descriptor,
            List<LayerSpec> trunk,
            OutputStrategy output,
            WeightForm form,
            List<String> generate,
            HypernetInit init) {
        this(ConditionConfig.of(embedding, descriptor), trunk, output, form, generate, init);
    }

    /** Size of the learned task embedding; 0 for none. */
    public int embedding() {
        return condition.embedding();
    }

    /** Whether the hypernet sees the task's descriptor. */
    public boolean descriptor() {
        return condition.descriptor();
    }

    /** A learned embedding of 8, no trunk, everything generated at once, hyperfan-in. */
    public static HypernetConfig defaults() {
        return new HypernetConfig(
                8, false, List.of(), new GenerateOnce(), new DirectForm(), List.of(), HypernetInit.HYPERFAN_IN);
    }

    /** The hypernet for data of which each task has a descriptor of this size (0 for none), and no more is known. */
    public HypernetSpec resolve(int descriptorSize) {
        return resolve(DataShape.ofDescriptor(descriptorSize));
    }

    /**
     * The hypernet for data like this.
     *
     * @throws IllegalArgumentException if the hypernet is to see a descriptor or column that the data does not have
     */
    public HypernetSpec resolve(DataShape data) {
        return new HypernetSpec(condition.resolve(data), trunk, output, form, generate, init);
    }
}
