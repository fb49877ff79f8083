package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.net.AveragePool2d;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.MaxPool2d;

/**
 * Layers that move a window over an image; each extent is one number or {@code [height, width]}:
 *
 * <ul>
 *   <li>{@code {conv2d: 20, kernel: 5, stride: 1, padding: 0, bias: true}}
 *   <li>{@code {maxPool2d: 2, stride: 2}} and {@code {averagePool2d: 2, stride: 2}}; the stride is the window if left out
 * </ul>
 */
final class WindowLayerTypes {
    private static final String CONV = "conv2d";
    private static final String MAX = "maxPool2d";
    private static final String AVERAGE = "averagePool2d";

    static final List<ConfigType<? extends LayerSpec>> TABLE = List.of(
            NamedType.of(
                    CONV,
                    Conv2d.class,
                    WindowLayerTypes::conv2d,
                    WindowLayerTypes::write,
                    "kernel",
                    "stride",
                    "padding",
                    "bias"),
            NamedType.of(MAX, MaxPool2d.class, WindowLayerTypes::maxPool2d, WindowLayerTypes::write, "stride"),
            NamedType.of(
                    AVERAGE, AveragePool2d.class, WindowLayerTypes::averagePool2d, WindowLayerTypes::write, "stride"));

    private WindowLayerTypes() {}

    private static Conv2d conv2d(ConfigNode node) {
        int filters = node.child(CONV).integer(1);
        Extent kernel = Extent.read(node.child("kernel"), 1);
        Extent stride = Extent.read(node, "stride", 1, new Extent(1, 1));
        Extent padding = Extent.read(node, "padding", 0, new Extent(0, 0));
        return new Conv2d(
                filters,
                kernel.height(),
                kernel.width(),
                stride.height(),
                stride.width(),
                padding.height(),
                padding.width(),
                node.flag("bias", true));
    }

    private static void write(Conv2d conv2d, ObjectNode node) {
        node.put(CONV, conv2d.filters());
        node.set("kernel", new Extent(conv2d.kernelHeight(), conv2d.kernelWidth()).write());
        node.set("stride", new Extent(conv2d.strideHeight(), conv2d.strideWidth()).write());
        node.set("padding", new Extent(conv2d.paddingHeight(), conv2d.paddingWidth()).write());
        node.put("bias", conv2d.bias());
    }

    private static MaxPool2d maxPool2d(ConfigNode node) {
        Extent window = Extent.read(node.child(MAX), 1);
        Extent stride = Extent.read(node, "stride", 1, window);
        return new MaxPool2d(window.height(), window.width(), stride.height(), stride.width());
    }

    private static void write(MaxPool2d pool, ObjectNode node) {
        node.set(MAX, new Extent(pool.kernelHeight(), pool.kernelWidth()).write());
        node.set("stride", new Extent(pool.strideHeight(), pool.strideWidth()).write());
    }

    private static AveragePool2d averagePool2d(ConfigNode node) {
        Extent window = Extent.read(node.child(AVERAGE), 1);
        Extent stride = Extent.read(node, "stride", 1, window);
        return new AveragePool2d(window.height(), window.width(), stride.height(), stride.width());
    }

    private static void write(AveragePool2d pool, ObjectNode node) {
        node.set(AVERAGE, new Extent(pool.kernelHeight(), pool.kernelWidth()).write());
        node.set("stride", new Extent(pool.strideHeight(), pool.strideWidth()).write());
    }
}
