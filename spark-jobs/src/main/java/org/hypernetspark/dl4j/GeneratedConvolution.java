package org.hypernetspark.dl4j;

import org.hypernetspark.net.Conv2d;
import org.hypernetspark.param.Shape;
import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A convolution: ND4J's {@code im2col} on the images of all tasks at once, then one matrix product for all images, each
 * with its task's weights.
 */
final class GeneratedConvolution implements GeneratedLayer {
    private static final MMulTranspose NONE = MMulTranspose.allFalse();
    private static final MMulTranspose FIRST =
            MMulTranspose.builder().transposeA(true).build();
    private static final MMulTranspose SECOND =
            MMulTranspose.builder().transposeB(true).build();

    private final Conv2d spec;
    private final Shape in;
    private final Shape out;
    private final int patch;
    private final int places;
    private final int weightAt;
    private final int biasAt;
    private INDArray columns;

    /** The weights {@code [filters, channels, height, width]} begin at {@code weightAt}; {@code biasAt} is -1 for no bias. */
    GeneratedConvolution(Conv2d spec, Shape in, Shape out, int weightAt, int biasAt) {
        this.spec = spec;
        this.in = in;
        this.out = out;
        this.patch = in.dim(0) * spec.kernelHeight() * spec.kernelWidth();
        this.places = out.dim(1) * out.dim(2);
        this.weightAt = weightAt;
        this.biasAt = biasAt;
    }

    @Override
    public INDArray forward(INDArray x, TaskVectors theta) {
        long examples = x.size(0);
        long rows = examples / theta.tasks();
        INDArray column = column(examples);
        Nd4j.exec(DynamicCustomOp.builder("im2col")
                .addInputs(images(x, in))
                .addOutputs(column)
                .addIntegerArguments(
                        spec.kernelHeight(),
                        spec.kernelWidth(),
                        spec.strideHeight(),
                        spec.strideWidth(),
                        spec.paddingHeight(),
                        spec.paddingWidth(),
                        1,
                        1,
                        0)
                .build());
        columns = column.reshape('c', theta.tasks(), rows, patch, places);
        INDArray output = Nd4j.createUninitialized(DataType.FLOAT, theta.tasks(), rows, spec.filters(), places);
        Nd4j.exec(new Mmul(theta.repeated(weightAt, rows, spec.filters(), patch), columns, output, NONE));
        if (biasAt >= 0) {
            output.addi(theta.view(biasAt, 1, spec.filters(), 1));
        }
        return output.reshape('c', examples, out.size());
    }

    private INDArray column(long examples) {
        return Nd4j.createUninitialized(
                DataType.FLOAT, examples, in.dim(0), spec.kernelHeight(), spec.kernelWidth(), out.dim(1), out.dim(2));
    }

    @Override
    public INDArray backward(INDArray dOutput, TaskVectors theta, TaskVectors dTheta, boolean wanted) {
        int tasks = theta.tasks();
        long rows = columns.size(1);
        INDArray delta = dOutput.reshape('c', tasks, rows, spec.filters(), places);
        INDArray each = Nd4j.createUninitialized(DataType.FLOAT, tasks, rows, spec.filters(), patch);
        Nd4j.exec(new Mmul(delta, columns, each, SECOND));
        dTheta.view(weightAt, spec.filters(), patch).assign(each.sum(1));
        if (biasAt >= 0) {
            dTheta.view(biasAt, spec.filters()).assign(delta.sum(1, 3));
        }
        return wanted ? dInput(delta, theta, rows) : null;
    }

    private INDArray dInput(INDArray delta, TaskVectors theta, long rows) {
        long examples = rows * theta.tasks();
        INDArray dColumn = column(examples);
        INDArray dColumns = dColumn.reshape('c', theta.tasks(), rows, patch, places);
        Nd4j.exec(new Mmul(theta.repeated(weightAt, rows, spec.filters(), patch), delta, dColumns, FIRST));
        INDArray dInput = Nd4j.createUninitialized(DataType.FLOAT, examples, in.size());
        Nd4j.exec(DynamicCustomOp.builder("col2im")
                .addInputs(dColumn)
                .addOutputs(images(dInput, in))
                .addIntegerArguments(
                        spec.strideHeight(),
                        spec.strideWidth(),
                        spec.paddingHeight(),
                        spec.paddingWidth(),
                        in.dim(1),
                        in.dim(2),
                        1,
                        1,
                        0)
                .build());
        return dInput;
    }

    private static INDArray images(INDArray rows, Shape shape) {
        return rows.reshape('c', rows.size(0), shape.dim(0), shape.dim(1), shape.dim(2));
    }
}
