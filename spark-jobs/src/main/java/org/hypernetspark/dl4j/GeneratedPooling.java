package org.hypernetspark.dl4j;

import org.hypernetspark.param.Shape;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** Pooling without padding; the images of all tasks are one batch. */
final class GeneratedPooling implements GeneratedLayer {
    private final String operation;
    private final Shape in;
    private final Shape out;
    private final int[] arguments;
    private INDArray input;

    private GeneratedPooling(String operation, Shape in, Shape out, int... window) {
        this.operation = operation;
        this.in = in;
        this.out = out;
        // Kernel and stride as given; padding 0, dilation 1, no "same" mode, the mean over the window, channels first.
        this.arguments = new int[] {window[0], window[1], window[2], window[3], 0, 0, 1, 1, 0, 0, 0};
    }

    static GeneratedPooling max(
            Shape in, Shape out, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth) {
        return new GeneratedPooling("maxpool2d", in, out, kernelHeight, kernelWidth, strideHeight, strideWidth);
    }

    static GeneratedPooling average(
            Shape in, Shape out, int kernelHeight, int kernelWidth, int strideHeight, int strideWidth) {
        return new GeneratedPooling("avgpool2d", in, out, kernelHeight, kernelWidth, strideHeight, strideWidth);
    }

    @Override
    public INDArray forward(INDArray x, TaskVectors theta) {
        input = images(x, in);
        INDArray output = Nd4j.createUninitialized(DataType.FLOAT, x.size(0), out.size());
        Nd4j.exec(DynamicCustomOp.builder(operation)
                .addInputs(input)
                .addOutputs(images(output, out))
                .addIntegerArguments(arguments)
                .build());
        return output;
    }

    @Override
    public INDArray backward(INDArray dOutput, TaskVectors theta, TaskVectors dTheta, boolean wanted) {
        if (!wanted) {
            return null;
        }
        INDArray dInput = Nd4j.createUninitialized(DataType.FLOAT, dOutput.size(0), in.size());
        Nd4j.exec(DynamicCustomOp.builder(operation + "_bp")
                .addInputs(input, images(dOutput, out))
                .addOutputs(images(dInput, in))
                .addIntegerArguments(arguments)
                .build());
        return dInput;
    }

    private static INDArray images(INDArray rows, Shape shape) {
        return rows.reshape('c', rows.size(0), shape.dim(0), shape.dim(1), shape.dim(2));
    }
}
