package org.hypernetspark.config;

import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.LayerSpec;

/**
 * Layers for inputs of any shape:
 *
 * <ul>
 *   <li>{@code {dense: 64, bias: true}}
 *   <li>{@code flatten} or {@code {flatten: true}}
 *   <li>{@code {dropout: 0.1}}
 *   <li>{@code {activation: tanh}}
 * </ul>
 */
final class LayerTypes {
    static final String ACTIVATION = "activation";

    static final List<ConfigType<? extends LayerSpec>> TABLE = List.of(
            NamedType.of(
                    "dense",
                    Dense.class,
                    node -> new Dense(node.child("dense").integer(1), node.flag("bias", true)),
                    (dense, node) -> node.put("dense", dense.units()).put("bias", dense.bias()),
                    "bias"),
            NamedType.constant("flatten", Flatten.class, new Flatten()),
            NamedType.of(
                    "dropout",
                    Dropout.class,
                    node -> new Dropout(node.child("dropout").real()),
                    (dropout, node) -> node.put("dropout", dropout.rate())),
            NamedType.of(
                    ACTIVATION,
                    Activation.class,
                    node -> activation(node.child(ACTIVATION)),
                    (activation, node) -> node.put(ACTIVATION, activation.label())));

    private LayerTypes() {}

    static Activation activation(ConfigNode value) {
        return value.choice(Activation.values(), Activation::label);
    }
}
