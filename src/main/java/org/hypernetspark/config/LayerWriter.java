package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.AveragePool2d;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.MaxPool2d;

/** Writes one layer as an entry that {@link LayersCodec} reads, with all defaults explicit. */
final class LayerWriter {
    private LayerWriter() {}

    static ObjectNode write(LayerSpec layer) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        if (layer instanceof Dense dense) {
            return entry.put("dense", dense.units()).put("bias", dense.bias());
        }
        if (layer instanceof Activation activation) {
            return entry.put("activation", activation.label());
        }
        if (layer instanceof Flatten) {
            return entry.put("flatten", true);
        }
        if (layer instanceof Dropout dropout) {
            return entry.put("dropout", dropout.rate());
        }
        return writeWindowed(layer, entry);
    }

    private static ObjectNode writeWindowed(LayerSpec layer, ObjectNode entry) {
        if (layer instanceof Conv2d conv2d) {
            entry.put("conv2d", conv2d.filters());
            entry.set("kernel", new Extent(conv2d.kernelHeight(), conv2d.kernelWidth()).write());
            entry.set("stride", new Extent(conv2d.strideHeight(), conv2d.strideWidth()).write());
            entry.set("padding", new Extent(conv2d.paddingHeight(), conv2d.paddingWidth()).write());
            return entry.put("bias", conv2d.bias());
        }
        if (layer instanceof MaxPool2d pool) {
            entry.set("maxPool2d", new Extent(pool.kernelHeight(), pool.kernelWidth()).write());
            entry.set("stride", new Extent(pool.strideHeight(), pool.strideWidth()).write());
            return entry;
        }
        if (layer instanceof AveragePool2d pool) {
            entry.set("averagePool2d", new Extent(pool.kernelHeight(), pool.kernelWidth()).write());
            entry.set("stride", new Extent(pool.strideHeight(), pool.strideWidth()).write());
            return entry;
        }
        throw new IllegalArgumentException("The layer " + layer.name() + " has no form in configurations");
    }
}
