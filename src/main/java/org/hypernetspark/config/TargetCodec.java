package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.param.Shape;

/**
 * Targets: {@code {input: [1, 28, 28], layers: [...], loss: cross-entropy}}. The input may be left out: then it is as wide as
 * the data has features.
 */
public final class TargetCodec {
    private TargetCodec() {}

    /**
     * Reads a target.
     *
     * @throws ConfigException for the first mistake
     */
    public static TargetSpec read(ConfigNode node) {
        node.rejectUnknownKeys("input", "layers", "loss");
        Shape input = node.find("input").map(TargetCodec::shape).orElse(null);
        List<LayerSpec> layers = LayersCodec.read(node.child("layers"));
        Loss loss = LossCodec.read(node.child("loss"));
        return node.build(() -> new TargetSpec(input, layers, loss));
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
        node.set("layers", LayersCodec.write(target.layers()));
        node.set("loss", LossCodec.write(target.loss()));
        return node;
    }

    static ArrayNode write(Shape shape) {
        ArrayNode dims = JsonNodeFactory.instance.arrayNode();
        shape.dims().forEach(dims::add);
        return dims;
    }
}
