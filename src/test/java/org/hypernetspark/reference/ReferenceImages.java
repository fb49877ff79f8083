package org.hypernetspark.reference;

import org.hypernetspark.net.AveragePool2d;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Deconv2d;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.net.Upsample2d;
import org.hypernetspark.param.Shape;

/** Convolution and pooling of one image, written from their definitions. */
final class ReferenceImages {
    private ReferenceImages() {}

    static double[] convolution(Conv2d conv, Shape input, double[] theta, int at, double[] x) {
        int height = (input.dim(1) + 2 * conv.paddingHeight() - conv.kernelHeight()) / conv.strideHeight() + 1;
        int width = (input.dim(2) + 2 * conv.paddingWidth() - conv.kernelWidth()) / conv.strideWidth() + 1;
        double[] y = new double[conv.filters() * height * width];
        for (int filter = 0; filter < conv.filters(); filter++) {
            for (int row = 0; row < height; row++) {
                for (int column = 0; column < width; column++) {
                    int top = row * conv.strideHeight() - conv.paddingHeight();
                    int left = column * conv.strideWidth() - conv.paddingWidth();
                    double bias = conv.bias() ? theta[at + filter] : 0;
                    int kernel = input.dim(0) * conv.kernelHeight() * conv.kernelWidth();
                    int weights = at + (conv.bias() ? conv.filters() : 0) + filter * kernel;
                    y[(filter * height + row) * width + column] =
                            bias + underFilter(conv, input, theta, weights, x, top, left);
                }
            }
        }
        return y;
    }

    private static double underFilter(Conv2d conv, Shape input, double[] theta, int at, double[] x, int top, int left) {
        double sum = 0;
        for (int channel = 0; channel < input.dim(0); channel++) {
            for (int i = 0; i < conv.kernelHeight(); i++) {
                for (int j = 0; j < conv.kernelWidth(); j++) {
                    int weight = at + (channel * conv.kernelHeight() + i) * conv.kernelWidth() + j;
                    sum += theta[weight] * pixel(input, x, channel, top + i, left + j);
                }
            }
        }
        return sum;
    }

    private static double pixel(Shape input, double[] x, int channel, int row, int column) {
        boolean inside = row >= 0 && row < input.dim(1) && column >= 0 && column < input.dim(2);
        return inside ? x[(channel * input.dim(1) + row) * input.dim(2) + column] : 0;
    }

    /** Each value of the input adds the filters, times the value, to the output. */
    static double[] transposedConvolution(Deconv2d deconv, Shape input, double[] theta, int at, double[] x) {
        int height = (input.dim(1) - 1) * deconv.strideHeight() + deconv.kernelHeight() - 2 * deconv.paddingHeight();
        int width = (input.dim(2) - 1) * deconv.strideWidth() + deconv.kernelWidth() - 2 * deconv.paddingWidth();
        double[] y = new double[deconv.filters() * height * width];
        int weights = at + (deconv.bias() ? deconv.filters() : 0);
        for (int i = 0; i < y.length; i++) {
            y[i] = deconv.bias() ? theta[at + i / (height * width)] : 0;
        }
        for (int i = 0; i < x.length; i++) {
            int channel = i / (input.dim(1) * input.dim(2));
            int top = i / input.dim(2) % input.dim(1) * deconv.strideHeight() - deconv.paddingHeight();
            int left = i % input.dim(2) * deconv.strideWidth() - deconv.paddingWidth();
            for (int filter = 0; filter < deconv.filters(); filter++) {
                for (int row = 0; row < deconv.kernelHeight(); row++) {
                    for (int column = 0; column < deconv.kernelWidth(); column++) {
                        int weight = ((channel * deconv.filters() + filter) * deconv.kernelHeight() + row)
                                        * deconv.kernelWidth()
                                + column;
                        if (top + row >= 0 && top + row < height && left + column >= 0 && left + column < width) {
                            y[(filter * height + top + row) * width + left + column] += theta[weights + weight] * x[i];
                        }
                    }
                }
            }
        }
        return y;
    }

    static double[] upsample(Upsample2d upsample, Shape input, double[] x) {
        int height = input.dim(1) * upsample.vertical();
        int width = input.dim(2) * upsample.horizontal();
        double[] y = new double[input.dim(0) * height * width];
        for (int i = 0; i < y.length; i++) {
            int row = i / width % height / upsample.vertical();
            y[i] = pixel(input, x, i / (height * width), row, i % width / upsample.horizontal());
        }
        return y;
    }

    static double[] maxPool(MaxPool2d pool, Shape input, double[] x) {
        return pool(pool.kernelHeight(), pool.kernelWidth(), pool.strideHeight(), pool.strideWidth(), input, x, true);
    }

    static double[] averagePool(AveragePool2d pool, Shape input, double[] x) {
        return pool(pool.kernelHeight(), pool.kernelWidth(), pool.strideHeight(), pool.strideWidth(), input, x, false);
    }

    private static double[] pool(
            int kernelHeight,
            int kernelWidth,
            int strideHeight,
            int strideWidth,
            Shape input,
            double[] x,
            boolean max) {
        int height = (input.dim(1) - kernelHeight) / strideHeight + 1;
        int width = (input.dim(2) - kernelWidth) / strideWidth + 1;
        double[] y = new double[input.dim(0) * height * width];
        for (int i = 0; i < y.length; i++) {
            int channel = i / (height * width);
            int top = i / width % height * strideHeight;
            int left = i % width * strideWidth;
            double largest = Double.NEGATIVE_INFINITY;
            double sum = 0;
            for (int at = 0; at < kernelHeight * kernelWidth; at++) {
                double value = pixel(input, x, channel, top + at / kernelWidth, left + at % kernelWidth);
                largest = Math.max(largest, value);
                sum += value;
            }
            y[i] = max ? largest : sum / (kernelHeight * kernelWidth);
        }
        return y;
    }
}
