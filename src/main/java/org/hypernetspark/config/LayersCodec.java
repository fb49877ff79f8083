package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.LayerSpec;

/**
 * Lists of layers, one entry each: a mapping with the layer's registered name among its keys, as in {@code {dense: 64, bias:
 * true}}, or the name alone where that is enough, as in {@code flatten}. The forms stand at {@link LayerTypes}, {@link
 * WindowLayerTypes}, {@link ChannelLayerTypes} and {@link SequenceLayerTypes}; jars may bring more, see {@link ConfigType}.
 *
 * <p>An activation inside an entry ({@code {dense: 64, activation: relu}}) is a layer of its own behind it; that is how it is
 * written back.
 */
public final class LayersCodec {
    private LayersCodec() {}

    private static Registry<LayerSpec> registry() {
        return Registry.of(
                LayerSpec.class,
                "layer",
                "layers",
                Stream.of(LayerTypes.TABLE, WindowLayerTypes.TABLE, ChannelLayerTypes.TABLE, SequenceLayerTypes.TABLE)
                        .flatMap(List::stream)
                        .toList());
    }

    /**
     * Reads a list, which may be empty.
     *
     * @throws ConfigException for the first mistake
     */
    public static List<LayerSpec> read(ConfigNode node) {
        Registry<LayerSpec> registry = registry();
        List<LayerSpec> layers = new ArrayList<>();
        for (ConfigNode entry : node.list()) {
            LayerSpec layer = registry.readKeyed(entry, LayerTypes.ACTIVATION);
            layers.add(layer);
            if (entry.isSection() && !(layer instanceof Activation)) {
                entry.find(LayerTypes.ACTIVATION).ifPresent(value -> layers.add(LayerTypes.activation(value)));
            }
        }
        return List.copyOf(layers);
    }

    /**
     * Writes a list with all defaults explicit.
     *
     * @throws IllegalArgumentException if a layer has no form in configurations
     */
    public static ArrayNode write(List<LayerSpec> layers) {
        Registry<LayerSpec> registry = registry();
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        layers.forEach(layer -> list.add(write(registry, layer)));
        return list;
    }

    private static ObjectNode write(Registry<LayerSpec> registry, LayerSpec layer) {
        ObjectNode entry = registry.settings(layer, layer.name());
        return entry.isEmpty() ? entry.put(registry.nameOf(layer, layer.name()), true) : entry;
    }

    /**
     * Reads one layer that stands inside another, without an activation of its own.
     *
     * @throws ConfigException for the first mistake
     */
    static LayerSpec readOne(ConfigNode node) {
        return registry().readKeyed(node);
    }

    /** Writes one layer that stands inside another. */
    static ObjectNode writeOne(LayerSpec layer) {
        return write(registry(), layer);
    }
}
