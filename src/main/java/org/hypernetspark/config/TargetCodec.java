package org.hypernetspark.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.param.Shape;

/**
 * Targets: {@code {input: [1, 28, 28], layers: [...], loss: cross-entropy}}. The input may be left out: then it is as wide as
 * the data has features. A target with variants has {@code variants: {small: {layers: [...]}, large: {layers: [...]}}}
 * instead of {@code layers}.
 */
public final class TargetCodec {
    private TargetCodec() {}

    /**
     * Reads a target.
     *
     * @throws ConfigException for the first mistake
     */
    public static TargetSpec read(ConfigNode node) {
        node.rejectUnknownKeys("input", "layers", "variants", "loss");
        Shape input = node.find("input").map(TargetCodec::shape).orElse(null);
        SortedMap<String, List<LayerSpec>> variants = layers(node);
        Loss loss = LossCodec.read(node.child("loss"));
        return node.build(() -> new TargetSpec(input, variants, loss));
    }

    private static SortedMap<String, List<LayerSpec>> layers(ConfigNode node) {
        boolean several = node.find("variants").isPresent();
        if (several && node.find("layers").isPresent()) {
            throw node.problem("expected either layers (all targets have one shape) or variants, got both");
        }
        return several
                ? variants(node.child("variants").section())
                : new TreeMap<>(Map.of("", LayersCodec.read(node.child("layers"))));
    }

    /**
     * Reads the layers of each variant by its name, as under {@code variants}; or a list of layers, under an empty name.
     *
     * @throws ConfigException for the first mistake
     */
    public static SortedMap<String, List<LayerSpec>> readLayers(ConfigNode node) {
        return node.isSection() ? variants(node) : new TreeMap<>(Map.of("", LayersCodec.read(node)));
    }

    /** Writes what {@link #readLayers} reads. */
    public static JsonNode writeLayers(TargetSpec target) {
        if (target.variants().size() == 1) {
            return LayersCodec.write(target.layers());
        }
        ObjectNode variants = JsonNodeFactory.instance.objectNode();
        target.variants().forEach((name, layers) -> variants.putObject(name).set("layers", LayersCodec.write(layers)));
        return variants;
    }

    private static SortedMap<String, List<LayerSpec>> variants(ConfigNode variants) {
        SortedMap<String, List<LayerSpec>> layers = new TreeMap<>();
        for (String name : variants.keys()) {
            ConfigNode variant = variants.child(name).section();
            variant.rejectUnknownKeys("layers");
            layers.put(name, LayersCodec.read(variant.child("layers")));
        }
        if (layers.size() < 2 || layers.containsKey("")) {
            throw variants.problem("expected at least two variants with names, got " + layers.keySet()
                    + "; a target of one shape has layers instead");
        }
        return layers;
    }

    /** A shape: {@code [1, 28, 28]}, or {@code 784} for a vector. */
    static Shape shape(ConfigNode node) {
        if (!node.isList()) {
            return Shape.of(node.integer(1));
        }
        List<Integer> dims = node.list().stream().map(dim -> dim.integer(1)).toList();
        return node.build(() -> new Shape(dims));
    }

    /** Writes a target with all defaults explicit. */
    public static ObjectNode write(TargetSpec target) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        if (target.input() == null) {
            node.putNull("input");
        } else {
            node.set("input", write(target.input()));
        }
        node.set(target.variants().size() == 1 ? "layers" : "variants", writeLayers(target));
        node.set("loss", LossCodec.write(target.loss()));
        return node;
    }

    static ArrayNode write(Shape shape) {
        ArrayNode dims = JsonNodeFactory.instance.arrayNode();
        shape.dims().forEach(dims::add);
        return dims;
    }
}
