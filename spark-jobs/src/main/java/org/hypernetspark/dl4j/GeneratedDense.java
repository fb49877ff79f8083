package org.hypernetspark.dl4j;

import org.nd4j.linalg.api.blas.params.MMulTranspose;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.reduce.Mmul;
import org.nd4j.linalg.factory.Nd4j;

/** A fully connected layer: one matrix product of ND4J for all tasks in each direction. */
final class GeneratedDense implements GeneratedLayer {
    private static final MMulTranspose NONE = MMulTranspose.allFalse();
    private static final MMulTranspose FIRST =
            MMulTranspose.builder().transposeA(true).build();
    private static final MMulTranspose SECOND =
            MMulTranspose.builder().transposeB(true).build();

    private final int inputs;
    private final int outputs;
    private final int weightAt;
    private final int biasAt;
    private INDArray input;

    /**
     * A layer.
     *
     * @param weightAt where {@code weight [outputs, inputs]} begins in a task's vector
     * @param biasAt where {@code bias [outputs]} begins; -1 if there is none
     */
    GeneratedDense(int inputs, int outputs, int weightAt, int biasAt) {
        this.inputs = inputs;
        this.outputs = outputs;
        this.weightAt = weightAt;
        this.biasAt = biasAt;
    }

    @Override
    public INDArray forward(INDArray x, TaskVectors theta) {
        int tasks = theta.tasks();
        long rows = x.size(0) / tasks;
        input = x.reshape('c', tasks, rows, inputs);
        INDArray output = Nd4j.createUninitialized(DataType.FLOAT, tasks, rows, outputs);
        Nd4j.exec(new Mmul(input, theta.view(weightAt, outputs, inputs), output, SECOND));
        if (biasAt >= 0) {
            output.addi(theta.view(biasAt, 1, outputs));
        }
        return output.reshape('c', x.size(0), outputs);
    }

    @Override
    public INDArray backward(INDArray dOutput, TaskVectors theta, TaskVectors dTheta, boolean wanted) {
        long rows = input.size(1);
        INDArray delta = dOutput.reshape('c', theta.tasks(), rows, outputs);
        Nd4j.exec(new Mmul(delta, input, dTheta.view(weightAt, outputs, inputs), FIRST));
        if (biasAt >= 0) {
            dTheta.view(biasAt, outputs).assign(delta.sum(1));
        }
        if (!wanted) {
            return null;
        }
        INDArray dInput = Nd4j.createUninitialized(DataType.FLOAT, theta.tasks(), rows, inputs);
        Nd4j.exec(new Mmul(delta, theta.view(weightAt, outputs, inputs), dInput, NONE));
        return dInput.reshape('c', dOutput.size(0), inputs);
    }
}
