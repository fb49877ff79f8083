package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.CosineEncoding;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Embedding;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.FullyConnected;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Reshape;
import org.hypernetspark.net.Residual;
import org.hypernetspark.net.SpectralDense;
import org.hypernetspark.net.Transpose;

/**
 * Layers for inputs of any shape:
 *
 * <ul>
 *   <li>{@code {dense: 64, bias: true}}, {@code {dense: 64, spectralNorm: true}}
 *   <li>{@code cosineEncoding} or {@code {cosineEncoding: [0, 1]}}
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
    private static final String SPECTRAL_NORM = "spectralNorm";
    private static final String COSINE_ENCODING = "cosineEncoding";

    static final List<ConfigType<? extends LayerSpec>> TABLE = List.of(
            NamedType.of("dense", FullyConnected.class, LayerTypes::dense, LayerTypes::write, "bias", SPECTRAL_NORM),
            NamedType.of(
                            COSINE_ENCODING,
                            CosineEncoding.class,
                            LayerTypes::cosineEncoding,
                            (encoding, node) -> node.putArray(COSINE_ENCODING)
                                    .add(encoding.low())
                                    .add(encoding.high()))
                    .alone(),
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

    private static FullyConnected dense(ConfigNode node) {
        int units = node.child("dense").integer(1);
        boolean bias = node.flag("bias", true);
        return node.flag(SPECTRAL_NORM, false) ? new SpectralDense(units, bias) : new Dense(units, bias);
    }

    private static void write(FullyConnected layer, ObjectNode node) {
        node.put("dense", layer.units()).put("bias", layer.bias());
        if (layer instanceof SpectralDense) {
            node.put(SPECTRAL_NORM, true);
        }
    }

    private static CosineEncoding cosineEncoding(ConfigNode node) {
        List<ConfigNode> bounds = node.list(COSINE_ENCODING);
        if (bounds.isEmpty()) {
            return new CosineEncoding();
        }
        if (bounds.size() != 2) {
            throw node.child(COSINE_ENCODING).unexpected("two bounds, such as [0, 1]");
        }
        return new CosineEncoding(bounds.get(0).real(), bounds.get(1).real());
    }

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
