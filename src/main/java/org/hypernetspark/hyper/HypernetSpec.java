package org.hypernetspark.hyper;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;
import org.hypernetspark.net.LayerSpec;

/**
 * The immutable description of a hypernet, without its target.
 *
 * @param condition what it sees of a task
 * @param trunk layers between condition (and piece embedding) and head; may be empty for a linear hypernet
 * @param output how weights leave it
 * @param form what leaves it: weights, changes to base weights, factors, scales, masks
 * @param generate glob patterns of the target tensors that are generated, for example {@code 2.dense.*}; the others are
 *     ordinary weights shared by all tasks. Empty: all are generated
 * @param init how {@code phi} is initialised
 */
public record HypernetSpec(
        Condition condition,
        List<LayerSpec> trunk,
        OutputStrategy output,
        WeightForm form,
        List<String> generate,
        HypernetInit init)
        implements Serializable {
    /** Copies the lists. */
    public HypernetSpec {
        Objects.requireNonNull(condition, "condition");
        Objects.requireNonNull(output, "output");
        Objects.requireNonNull(form, "form");
        Objects.requireNonNull(init, "init");
        trunk = List.copyOf(trunk);
        generate = List.copyOf(generate);
    }

    /** Weights themselves. */
    public HypernetSpec(
            Condition condition,
            List<LayerSpec> trunk,
            OutputStrategy output,
            List<String> generate,
            HypernetInit init) {
        this(condition, trunk, output, new DirectForm(), generate, init);
    }

    /** Whether layers of the trunk see all pieces of a task together. */
    boolean together() {
        return trunk.stream().anyMatch(LayerSpec::grouped);
    }

    /** The same in another form. */
    public HypernetSpec with(WeightForm newForm) {
        return new HypernetSpec(condition, trunk, output, newForm, generate, init);
    }

    /** Everything generated, initialised by hyperfan-in. */
    public static HypernetSpec of(Condition condition, List<LayerSpec> trunk, OutputStrategy output) {
        return new HypernetSpec(condition, trunk, output, List.of(), HypernetInit.HYPERFAN_IN);
    }
}
