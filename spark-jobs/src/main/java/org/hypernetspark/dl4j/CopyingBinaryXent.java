package org.hypernetspark.dl4j;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

/**
 * DL4J's binary cross-entropy for a {@code LossLayer}, which computes its score after its gradient: DL4J's own overwrites the
 * layer's input with the gradient, so that the score would be wrong.
 *
 * <p>A public class because DL4J writes it into a configuration's JSON and reads it from there.
 */
public final class CopyingBinaryXent extends LossBinaryXENT {
    private static final long serialVersionUID = 1;

    /** The plain loss. */
    public CopyingBinaryXent() {}

    @Override
    public INDArray computeGradient(INDArray labels, INDArray preOutput, IActivation activation, INDArray mask) {
        return super.computeGradient(labels, preOutput.dup(), activation, mask);
    }
}
