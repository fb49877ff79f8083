package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Embedding;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Reshape;
import org.hypernetspark.net.Residual;
import org.hypernetspark.net.Transpose;

/**
 * Layers for inputs of any shape:
 *
 * <ul>
 *   <li>{@code {dense: 64, bias: true}}
 *   <li>{@code flatten} or {@code {flatten: true}}
 *   <li>{@code {dropout: 0.1}}
 *   <li>{@code {activation: tanh}}
 *   <li>{@code {reshape: [16, 4, 4]}} and {@code transpose}
 *   <li>{@code {embedding: {entries: 100, size: 8}}}
 *   <li>{@code {residual: [...], projection: [...]}}
 * </ul>
 */
final class LayerTypes {
    static final String ACTIVATION = "activation";
    private static final String RESHAPE = "reshape";
    private static final String EMBEDDING = "embedding";
    private static final String RESIDUAL = "residual";
    private static final String PROJECTION = "projection";

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
                    (activation, node) -> node.put(ACTIVATION, activation.label())),
            NamedType.of(
                    RESHAPE,
                    Reshape.class,
                    node -> new Reshape(TargetCodec.shape(node.child(RESHAPE))),
                    (reshape, node) -> node.set(RESHAPE, TargetCodec.write(reshape.shape()))),
            NamedType.constant("transpose", Transpose.class, new Transpose()),
            NamedType.of(EMBEDDING, Embedding.class, LayerTypes::embedding, LayerTypes::write),
            NamedType.of(RESIDUAL, Residual.class, LayerTypes::residual, LayerTypes::write, PROJECTION));

    private LayerTypes() {}

    static Activation activation(ConfigNode value) {
        return value.choice(Activation.values(), Activation::label);
    }

    private static Embedding embedding(ConfigNode node) {
        ConfigNode table = node.child(EMBEDDING).section();
        table.rejectUnknownKeys("entries", "size");
        return new Embedding(
                table.child("entries").integer(1), table.child("size").integer(1));
    }

    private static void write(Embedding embedding, ObjectNode node) {
        node.putObject(EMBEDDING).put("entries", embedding.entries()).put("size", embedding.size());
    }

    private static Residual residual(ConfigNode node) {
        List<LayerSpec> projection =
                node.find(PROJECTION).map(LayersCodec::read).orElse(List.of());
        return new Residual(LayersCodec.read(node.child(RESIDUAL)), projection);
    }

    private static void write(Residual residual, ObjectNode node) {
        node.set(RESIDUAL, LayersCodec.write(residual.block()));
        node.set(PROJECTION, LayersCodec.write(residual.projection()));
    }
}
