package org.hypernetspark.dl4j;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;

/** An activation of DL4J, on all tasks at once. */
final class GeneratedActivation implements GeneratedLayer {
    private final IActivation function;
    private final boolean inPlace;
    private INDArray before;

    /**
     * Wraps a function.
     *
     * @param first whether its input is the graph's input, which nobody may change
     */
    GeneratedActivation(IActivation function, boolean first) {
        this.function = function;
        // The slope of ReLU can be told from its output, so its input need not be kept.
        this.inPlace = function instanceof ActivationReLU && !first;
    }

    @Override
    public INDArray forward(INDArray input, TaskVectors theta) {
        before = input;
        return function.getActivation(inPlace ? input : input.dup('c'), true);
    }

    @Override
    public INDArray backward(INDArray dOutput, TaskVectors theta, TaskVectors dTheta, boolean wanted) {
        return wanted ? function.backprop(before, dOutput).getFirst() : null;
    }
}
