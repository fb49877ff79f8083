package org.hypernetspark.dl4j;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.hypernetspark.net.AveragePool2d;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.param.Shape;

/**
 * Reads DL4J's convolution and pooling layers.
 *
 * @param mode how DL4J fits the window to the input
 * @param format order of an image's dimensions
 * @param kernel height and width
 * @param stride height and width
 * @param padding height and width
 * @param dilation height and width
 */
record Dl4jWindows(
        ConvolutionMode mode, CNN2DFormat format, int[] kernel, int[] stride, int[] padding, int[] dilation) {

    /** Our convolution; its activation and dropout are the caller's. */
    static LayerSpec convolution(ConvolutionLayer layer, Shape input) {
        Dl4jWindows window = new Dl4jWindows(
                layer.getConvolutionMode(),
                layer.getCnn2dDataFormat(),
                layer.getKernelSize(),
                layer.getStride(),
                layer.getPadding(),
                layer.getDilation());
        window.refuseUnequal(input);
        return new Conv2d(
                Math.toIntExact(layer.getNOut()),
                window.kernel[0],
                window.kernel[1],
                window.stride[0],
                window.stride[1],
                window.padding[0],
                window.padding[1],
                layer.hasBias());
    }

    /** Our pooling. */
    static LayerSpec pooling(SubsamplingLayer layer, Shape input) {
        Dl4jWindows window = new Dl4jWindows(
                layer.getConvolutionMode(),
                layer.getCnn2dDataFormat(),
                layer.getKernelSize(),
                layer.getStride(),
                layer.getPadding(),
                layer.getDilation());
        window.refuseUnequal(input);
        window.refusePadding();
        int[] kernel = window.kernel;
        int[] stride = window.stride;
        return switch (layer.getPoolingType()) {
            case MAX -> new MaxPool2d(kernel[0], kernel[1], stride[0], stride[1]);
            case AVG -> new AveragePool2d(kernel[0], kernel[1], stride[0], stride[1]);
            case SUM, PNORM ->
                throw new IllegalArgumentException(
                        "pooling type " + layer.getPoolingType() + " is not supported; " + "supported are MAX and AVG");
        };
    }

    private void refuseUnequal(Shape input) {
        if (input.rank() != 3) {
            throw new IllegalArgumentException("a vector of " + input + " comes in where an image is expected; "
                    + "give the input's shape as channels x height x width");
        }
        if (format != CNN2DFormat.NCHW) {
            throw new IllegalArgumentException("data format " + format + " is not supported; use NCHW");
        }
        if (dilation[0] != 1 || dilation[1] != 1) {
            throw new IllegalArgumentException(
                    "dilation " + dilation[0] + "x" + dilation[1] + " is not supported; use a dilation of 1");
        }
        boolean exact = mode == ConvolutionMode.Strict && divides(input.dim(1), 0) && divides(input.dim(2), 1);
        if (mode != ConvolutionMode.Truncate && !exact) {
            throw new IllegalArgumentException("convolution mode " + mode + " is not supported for an input " + input
                    + "; use Truncate with padding of its own, or Strict where the stride fits");
        }
    }

    private boolean divides(int size, int axis) {
        return (size + 2 * padding[axis] - kernel[axis]) % stride[axis] == 0;
    }

    private void refusePadding() {
        if (padding[0] != 0 || padding[1] != 0) {
            throw new IllegalArgumentException(
                    "pooling with padding " + padding[0] + "x" + padding[1] + " is not supported; use a padding of 0");
        }
    }
}
