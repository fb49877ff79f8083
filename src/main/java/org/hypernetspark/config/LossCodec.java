package org.hypernetspark.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.hypernetspark.net.BinaryCrossEntropy;
import org.hypernetspark.net.Huber;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.SoftmaxCrossEntropy;

/**
 * Losses: {@code mse}, {@code cross-entropy}, {@code binary-cross-entropy}, {@code {huber: 1.0}}; jars may bring more, see
 * {@link ConfigType}.
 */
public final class LossCodec {
    private static final List<ConfigType<? extends Loss>> TABLE = List.of(
            NamedType.constant("mse", MeanSquaredError.class, new MeanSquaredError()),
            NamedType.constant("cross-entropy", SoftmaxCrossEntropy.class, new SoftmaxCrossEntropy()),
            NamedType.constant("binary-cross-entropy", BinaryCrossEntropy.class, new BinaryCrossEntropy()),
            NamedType.of(
                            "huber",
                            Huber.class,
                            node -> new Huber(node.real("huber", 1)),
                            (huber, node) -> node.put("huber", huber.delta()))
                    .alone());

    private LossCodec() {}

    private static Registry<Loss> registry() {
        return Registry.of(Loss.class, "loss", "losses", TABLE);
    }

    /**
     * Reads a loss.
     *
     * @throws ConfigException if it is none
     */
    public static Loss read(ConfigNode node) {
        return registry().readKeyed(node);
    }

    /**
     * Writes a loss.
     *
     * @throws IllegalArgumentException if it has no form in configurations
     */
    public static JsonNode write(Loss loss) {
        return registry().keyed(loss, loss.name());
    }
}
