package org.hypernetspark.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * One layer of the target inside a DL4J graph, run for several tasks at once, each with its own generated weights.
 *
 * <p>Examples are rows {@code [tasks x rows, values]}, task after task, in order c. An instance keeps what its backward pass
 * needs from its last forward pass; the arrays live in the workspace that was open then.
 */
interface GeneratedLayer {
    /** Outputs {@code [tasks x rows, outputs]}; may overwrite {@code input} if the layer before does not need it. */
    INDArray forward(INDArray input, TaskVectors theta);

    /**
     * Goes back.
     *
     * @param dOutput gradient of the outputs, may be overwritten
     * @param dTheta where the gradient of this layer's weights goes (overwritten)
     * @param wanted whether anybody needs the result
     * @return gradient of the inputs; null if it is not wanted
     */
    INDArray backward(INDArray dOutput, TaskVectors theta, TaskVectors dTheta, boolean wanted);
}
