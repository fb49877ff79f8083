package org.hypernetspark.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import org.hypernetspark.net.BinaryCrossEntropy;
import org.hypernetspark.net.Huber;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.SoftmaxCrossEntropy;

/** Losses: {@code mse}, {@code cross-entropy}, {@code binary-cross-entropy}, {@code {huber: 1.0}}. */
public final class LossCodec {
    private static final List<String> LABELS = List.of("mse", "cross-entropy", "binary-cross-entropy", "huber");

    private LossCodec() {}

    /**
     * Reads a loss.
     *
     * @throws ConfigException if it is none
     */
    public static Loss read(ConfigNode node) {
        if (node.isSection()) {
            node.rejectUnknownKeys("huber");
            return node.build(() -> new Huber(node.child("huber").real()));
        }
        return switch (LABELS.get(node.choice(LABELS))) {
            case "mse" -> new MeanSquaredError();
            case "cross-entropy" -> new SoftmaxCrossEntropy();
            case "binary-cross-entropy" -> new BinaryCrossEntropy();
            default -> new Huber(1);
        };
    }

    /** Writes a loss. */
    public static JsonNode write(Loss loss) {
        return loss instanceof Huber huber
                ? JsonNodeFactory.instance.objectNode().put("huber", huber.delta())
                : JsonNodeFactory.instance.textNode(loss.name());
    }
}
