package org.hypernetspark.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.AveragePool2d;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.Layer;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;

/** Makes the layers of a target that runs inside a DL4J graph. */
final class GeneratedLayers {
    private GeneratedLayers() {}

    /**
     * The layers, with working state of their own.
     *
     * @throws IllegalArgumentException if there is one that cannot be run here, naming it
     */
    static List<GeneratedLayer> of(Network target) {
        List<GeneratedLayer> layers = new ArrayList<>();
        for (int i = 0; i < target.specs().size(); i++) {
            LayerSpec spec = target.specs().get(i);
            if (!(spec instanceof Flatten) && spec != Activation.IDENTITY) {
                layers.add(
                        spec instanceof Activation activation
                                ? new GeneratedActivation(Dl4jActivations.write(i, activation), layers.isEmpty())
                                : layer(i, spec, target.layers().get(i), target.offset(i)));
            }
        }
        return layers;
    }

    private static GeneratedLayer layer(int index, LayerSpec spec, Layer layer, int at) {
        Shape in = layer.input();
        Shape out = layer.output();
        if (spec instanceof Dense dense) {
            return new GeneratedDense(in.size(), dense.units(), at, dense.bias() ? at + in.size() * dense.units() : -1);
        } else if (spec instanceof Conv2d convolution) {
            int bias = convolution.bias() ? convolution.filters() : 0;
            return new GeneratedConvolution(convolution, in, out, at + bias, bias > 0 ? at : -1);
        } else if (spec instanceof MaxPool2d pool) {
            return GeneratedPooling.max(
                    in, out, pool.kernelHeight(), pool.kernelWidth(), pool.strideHeight(), pool.strideWidth());
        } else if (spec instanceof AveragePool2d pool) {
            return GeneratedPooling.average(
                    in, out, pool.kernelHeight(), pool.kernelWidth(), pool.strideHeight(), pool.strideWidth());
        }
        throw new IllegalArgumentException(
                "The trainer dl4j-spark cannot do this: layer " + index + " of target.layers: "
                        + "expected dense, conv2d, pooling, flatten and activations, got " + spec.name()
                        + ". Change it, or set training.trainer to hypernet");
    }
}
