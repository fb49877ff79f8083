package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.AveragePool2d;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.MaxPool2d;

/**
 * Lists of layers, one entry each:
 *
 * <ul>
 *   <li>{@code {dense: 64, bias: true, activation: relu}}
 *   <li>{@code {conv2d: 20, kernel: 5, stride: 1, padding: 0, bias: true, activation: relu}}; kernel, stride and padding may be
 *       {@code [height, width]}
 *   <li>{@code {maxPool2d: 2, stride: 2}} and {@code {averagePool2d: 2, stride: 2}}; the stride is the window if left out
 *   <li>{@code flatten} or {@code {flatten: true}}
 *   <li>{@code {dropout: 0.1}}
 *   <li>{@code {activation: tanh}}
 * </ul>
 *
 * <p>An activation inside an entry is a layer of its own behind it; that is how it is written back.
 */
public final class LayersCodec {
    private static final String ACTIVATION = "activation";
    private static final String FLATTEN = "flatten";
    private static final List<String> KINDS =
            List.of("dense", "conv2d", "maxPool2d", "averagePool2d", FLATTEN, "dropout", ACTIVATION);

    private LayersCodec() {}

    /**
     * Reads a list, which may be empty.
     *
     * @throws ConfigException for the first mistake
     */
    public static List<LayerSpec> read(ConfigNode node) {
        List<LayerSpec> layers = new ArrayList<>();
        for (ConfigNode entry : node.list()) {
            layers.add(entry.build(() -> layer(entry)));
            if (!kind(entry).equals(ACTIVATION) && !entry.isText()) {
                entry.find(ACTIVATION).ifPresent(value -> layers.add(activation(value)));
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
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        layers.forEach(layer -> list.add(LayerWriter.write(layer)));
        return list;
    }

    private static LayerSpec layer(ConfigNode entry) {
        String kind = kind(entry);
        if (entry.isText()) {
            return new Flatten();
        }
        ConfigNode value = entry.child(kind);
        return switch (kind) {
            case "dense" -> {
                entry.rejectUnknownKeys("dense", "bias", ACTIVATION);
                yield new Dense(value.integer(1), entry.flag("bias", true));
            }
            case "conv2d" -> conv2d(entry);
            case "maxPool2d", "averagePool2d" -> pool(entry, kind);
            default -> {
                entry.rejectUnknownKeys(kind);
                yield simple(kind, value);
            }
        };
    }

    private static String kind(ConfigNode entry) {
        if (entry.isText()) {
            return List.of(FLATTEN).get(entry.choice(List.of(FLATTEN)));
        }
        List<String> named =
                KINDS.stream().filter(entry.section().keys()::contains).toList();
        if (named.isEmpty()) {
            String hint =
                    entry.keys().isEmpty() ? "" : NearestWords.hint(entry.keys().get(0), KINDS);
            throw entry.problem("names no layer; expected one of the keys " + String.join(", ", KINDS) + ", got "
                    + ConfigNode.describe(entry.json()) + hint);
        }
        if (named.size() > 1 && !named.get(1).equals(ACTIVATION)) {
            throw entry.problem("names two layers, " + named.get(0) + " and " + named.get(1)
                    + "; expected one in each entry of the list");
        }
        return named.get(0);
    }

    private static LayerSpec conv2d(ConfigNode entry) {
        entry.rejectUnknownKeys("conv2d", "kernel", "stride", "padding", "bias", ACTIVATION);
        int filters = entry.child("conv2d").integer(1);
        Extent kernel = Extent.read(entry.child("kernel"), 1);
        Extent stride = Extent.read(entry, "stride", 1, new Extent(1, 1));
        Extent padding = Extent.read(entry, "padding", 0, new Extent(0, 0));
        return new Conv2d(
                filters,
                kernel.height(),
                kernel.width(),
                stride.height(),
                stride.width(),
                padding.height(),
                padding.width(),
                entry.flag("bias", true));
    }

    private static LayerSpec pool(ConfigNode entry, String kind) {
        entry.rejectUnknownKeys(kind, "stride");
        Extent kernel = Extent.read(entry.child(kind), 1);
        Extent stride = Extent.read(entry, "stride", 1, kernel);
        return kind.equals("maxPool2d")
                ? new MaxPool2d(kernel.height(), kernel.width(), stride.height(), stride.width())
                : new AveragePool2d(kernel.height(), kernel.width(), stride.height(), stride.width());
    }

    private static LayerSpec simple(String kind, ConfigNode value) {
        if (kind.equals("dropout")) {
            return new Dropout(value.real());
        }
        if (kind.equals(ACTIVATION)) {
            return activation(value);
        }
        if (!value.flag()) {
            throw value.problem("expected true, got false; leave the entry out instead");
        }
        return new Flatten();
    }

    private static Activation activation(ConfigNode value) {
        return value.choice(Activation.values(), Activation::label);
    }
}
