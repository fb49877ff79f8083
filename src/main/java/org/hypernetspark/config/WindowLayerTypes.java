package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hypernetspark.net.AveragePool2d;
import org.hypernetspark.net.Conv1d;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Deconv2d;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.net.Upsample2d;

/**
 * Layers that move a window over an image or a sequence; over an image each extent is one number or {@code [height, width]}:
 *
 * <ul>
 *   <li>{@code {conv2d: 20, kernel: 5, stride: 1, padding: 0, bias: true}}, {@code deconv2d} with the same keys, and {@code
 *       conv1d} with one number for each
 *   <li>{@code {upsample2d: 2}}
 *   <li>{@code {maxPool2d: 2, stride: 2}} and {@code {averagePool2d: 2, stride: 2}}; the stride is the window if left out
 * </ul>
 */
final class WindowLayerTypes {
    private static final String SEQUENCE_CONV = "conv1d";
    private static final String CONV = "conv2d";
    private static final String DECONV = "deconv2d";
    private static final String UPSAMPLE = "upsample2d";
    private static final String MAX = "maxPool2d";
    private static final String AVERAGE = "averagePool2d";

    static final List<ConfigType<? extends LayerSpec>> TABLE = List.of(
            convolution(CONV, Conv2d.class, WindowLayerTypes::conv2d, WindowLayerTypes::write),
            convolution(DECONV, Deconv2d.class, WindowLayerTypes::deconv2d, WindowLayerTypes::write),
            convolution(SEQUENCE_CONV, Conv1d.class, WindowLayerTypes::conv1d, WindowLayerTypes::write),
            NamedType.of(UPSAMPLE, Upsample2d.class, WindowLayerTypes::upsample2d, WindowLayerTypes::write),
            NamedType.of(MAX, MaxPool2d.class, WindowLayerTypes::maxPool2d, WindowLayerTypes::write, "stride"),
            NamedType.of(
                    AVERAGE, AveragePool2d.class, WindowLayerTypes::averagePool2d, WindowLayerTypes::write, "stride"));

    private WindowLayerTypes() {}

    private static <T> NamedType<T> convolution(
            String name, Class<T> type, Function<ConfigNode, T> reader, BiConsumer<T, ObjectNode> writer) {
        return NamedType.of(name, type, reader, writer, "kernel", "stride", "padding", "bias");
    }

    /** What describes the window of a 2-D convolution. */
    private record ImageWindow(Extent kernel, Extent stride, Extent padding) {
        static ImageWindow read(ConfigNode node) {
            return new ImageWindow(
                    Extent.read(node.child("kernel"), 1),
                    Extent.read(node, "stride", 1, new Extent(1, 1)),
                    Extent.read(node, "padding", 0, new Extent(0, 0)));
        }

        void write(ObjectNode node) {
            node.set("kernel", kernel.write());
            node.set("stride", stride.write());
            node.set("padding", padding.write());
        }
    }

    private static Conv2d conv2d(ConfigNode node) {
        int filters = node.child(CONV).integer(1);
        ImageWindow window = ImageWindow.read(node);
        return new Conv2d(
                filters,
                window.kernel().height(),
                window.kernel().width(),
                window.stride().height(),
                window.stride().width(),
                window.padding().height(),
                window.padding().width(),
                node.flag("bias", true));
    }

    private static void write(Conv2d conv2d, ObjectNode node) {
        node.put(CONV, conv2d.filters());
        new ImageWindow(
                        new Extent(conv2d.kernelHeight(), conv2d.kernelWidth()),
                        new Extent(conv2d.strideHeight(), conv2d.strideWidth()),
                        new Extent(conv2d.paddingHeight(), conv2d.paddingWidth()))
                .write(node);
        node.put("bias", conv2d.bias());
    }

    private static Deconv2d deconv2d(ConfigNode node) {
        int filters = node.child(DECONV).integer(1);
        ImageWindow window = ImageWindow.read(node);
        return new Deconv2d(
                filters,
                window.kernel().height(),
                window.kernel().width(),
                window.stride().height(),
                window.stride().width(),
                window.padding().height(),
                window.padding().width(),
                node.flag("bias", true));
    }

    private static void write(Deconv2d deconv2d, ObjectNode node) {
        node.put(DECONV, deconv2d.filters());
        new ImageWindow(
                        new Extent(deconv2d.kernelHeight(), deconv2d.kernelWidth()),
                        new Extent(deconv2d.strideHeight(), deconv2d.strideWidth()),
                        new Extent(deconv2d.paddingHeight(), deconv2d.paddingWidth()))
                .write(node);
        node.put("bias", deconv2d.bias());
    }

    private static Conv1d conv1d(ConfigNode node) {
        return new Conv1d(
                node.child(SEQUENCE_CONV).integer(1),
                node.child("kernel").integer(1),
                node.integer("stride", 1, 1),
                node.integer("padding", 0, 0),
                node.flag("bias", true));
    }

    private static void write(Conv1d conv1d, ObjectNode node) {
        node.put(SEQUENCE_CONV, conv1d.filters())
                .put("kernel", conv1d.kernel())
                .put("stride", conv1d.stride())
                .put("padding", conv1d.padding())
                .put("bias", conv1d.bias());
    }

    private static Upsample2d upsample2d(ConfigNode node) {
        Extent factors = Extent.read(node.child(UPSAMPLE), 1);
        return new Upsample2d(factors.height(), factors.width());
    }

    private static void write(Upsample2d upsample, ObjectNode node) {
        node.set(UPSAMPLE, new Extent(upsample.vertical(), upsample.horizontal()).write());
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
