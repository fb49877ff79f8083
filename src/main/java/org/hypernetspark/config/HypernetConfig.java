package org.hypernetspark.config;

import java.util.List;
import java.util.Objects;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.DirectForm;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.hyper.WeightForm;
import org.hypernetspark.net.LayerSpec;

/**
 * A hypernet as configured, before the data has told the size of a task's descriptor.
 *
 * @param embedding size of the learned task embedding; 0 for none
 * @param descriptor whether the hypernet sees the task's descriptor
 * @param trunk layers between condition and head; may be empty
 * @param output how weights leave it
 * @param form what leaves it
 * @param generate glob patterns of the target tensors that are generated; empty for all
 * @param init how it is initialised
 */
public record HypernetConfig(
        int embedding,
        boolean descriptor,
        List<LayerSpec> trunk,
        OutputStrategy output,
        WeightForm form,
        List<String> generate,
        HypernetInit init) {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is neither embedding nor descriptor, nor a task's own chunk embeddings
     */
    public HypernetConfig {
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(init, "init");
        trunk = List.copyOf(trunk);
        generate = List.copyOf(generate);
        if (embedding < 0 || (embedding == 0 && !descriptor && !output.perTask())) {
            throw new IllegalArgumentException(
                    "A condition needs a task embedding of at least 1, or the task's descriptor;"
                            + " got an embedding of " + embedding + " and " + (descriptor ? "a" : "no")
                            + " descriptor");
        }
    }

    /** A learned embedding of 8, no trunk, everything generated at once, hyperfan-in. */
    public static HypernetConfig defaults() {
        return new HypernetConfig(
                8, false, List.of(), new GenerateOnce(), new DirectForm(), List.of(), HypernetInit.HYPERFAN_IN);
    }

    /**
     * The hypernet for data of which each task has a descriptor of this size; it is not looked at if the hypernet sees none.
     *
     * @param descriptorSize 0 if the data has none
     * @throws IllegalArgumentException if the hypernet sees a descriptor and the data has none
     */
    public HypernetSpec resolve(int descriptorSize) {
        if (descriptor && descriptorSize < 1) {
            throw new IllegalArgumentException(
                    "The hypernet's condition wants the task's descriptor, but the data has none;"
                            + " name a descriptor table or set descriptor: false");
        }
        return new HypernetSpec(
                new Condition(embedding, descriptor ? descriptorSize : 0), trunk, output, form, generate, init);
    }
}
