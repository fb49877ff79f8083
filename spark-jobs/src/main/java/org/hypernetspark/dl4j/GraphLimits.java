package org.hypernetspark.dl4j;

import java.util.List;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.ConditionInput;
import org.hypernetspark.hyper.DirectForm;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.BinaryCrossEntropy;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Huber;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;

/** What a composed graph can express. */
final class GraphLimits {
    private GraphLimits() {}

    /**
     * Refuses what cannot be expressed, with one message for the user.
     *
     * @throws IllegalArgumentException naming the setting, what was expected and what came
     */
    static void check(Hypernet hypernet, Loss loss) {
        Condition condition = hypernet.condition();
        refuseUnless(
                condition.size() == condition.embedding() + condition.descriptor(),
                "hypernet.condition: expected an embedding, the descriptor or both, got "
                        + condition.inputs().stream().map(ConditionInput::name).toList());
        refuseUnless(
                hypernet.spec().output() instanceof GenerateOnce,
                "hypernet.output: expected generate-once, got "
                        + hypernet.spec().output().name());
        refuseUnless(
                hypernet.spec().form() instanceof DirectForm,
                "hypernet.form: expected weights, got " + hypernet.spec().form().name());
        refuseUnless(
                hypernet.layout().size() == hypernet.generator().layout().size(),
                "hypernet.generate: expected all tensors of the target, got "
                        + hypernet.spec().generate());
        layers("hypernet.trunk", hypernet.spec().trunk());
        refuseUnless(
                !hypernet.target().specs().contains(Activation.GELU),
                "target.layers: gelu, which DL4J computes in another way");
        refuseUnless(!(loss instanceof Huber), "target.loss: DL4J has no huber");
        refuseUnless(
                !(loss instanceof BinaryCrossEntropy)
                        || hypernet.target().output().size() == 1,
                "target.loss: binary-cross-entropy of several outputs, which DL4J adds up");
        GeneratedLayers.of(hypernet.target());
    }

    private static void layers(String key, List<LayerSpec> layers) {
        for (LayerSpec layer : layers) {
            refuseUnless(
                    layer instanceof Dense || (layer instanceof Activation && layer != Activation.GELU),
                    key + ": expected dense layers and activations but gelu, got "
                            + (layer instanceof Activation ? "gelu" : layer.name()));
        }
    }

    /** Throws the message for users unless {@code fits}. */
    static void refuseUnless(boolean fits, String problem) {
        if (!fits) {
            throw new IllegalArgumentException("The trainer dl4j-spark cannot do this: " + problem
                    + ". Change it, or set training.trainer to hypernet");
        }
    }
}
