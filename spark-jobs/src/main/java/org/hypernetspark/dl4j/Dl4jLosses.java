package org.hypernetspark.dl4j;

import org.hypernetspark.net.BinaryCrossEntropy;
import org.hypernetspark.net.Huber;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * Which loss of DL4J, with the activation of its layer, equals which of ours.
 *
 * <p>Our losses act on raw outputs, DL4J's on activated ones: softmax and sigmoid belong to our cross-entropies, while any
 * activation before a squared error is a layer of its own. DL4J sums the binary cross-entropy of several outputs where ours
 * takes the mean.
 */
final class Dl4jLosses {
    private static final String SUPPORTED =
            "supported are MCXENT, NEGATIVELOGLIKELIHOOD and SPARSE_MCXENT with softmax, "
                    + "XENT with sigmoid, and MSE";

    private Dl4jLosses() {}

    /**
     * Our loss for DL4J's.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Loss read(ILossFunction loss, IActivation activation) {
        if (loss instanceof LossMCXENT crossEntropy) {
            refuseWeights(crossEntropy.getWeights());
            refuseUnless(activation instanceof ActivationSoftmax, loss, activation, "softmax");
            return new SoftmaxCrossEntropy();
        } else if (loss instanceof LossBinaryXENT crossEntropy) {
            refuseWeights(crossEntropy.getWeights());
            refuseUnless(activation instanceof ActivationSigmoid, loss, activation, "sigmoid");
            return new BinaryCrossEntropy();
        } else if (loss instanceof LossMSE squaredError) {
            refuseWeights(squaredError.getWeights());
            return new MeanSquaredError();
        }
        throw new IllegalArgumentException(
                "loss " + loss.getClass().getSimpleName() + " is not supported; " + SUPPORTED);
    }

    private static void refuseWeights(INDArray weights) {
        if (weights != null) {
            throw new IllegalArgumentException(
                    "a loss with weights for its outputs is not supported; use the loss " + "without weights");
        }
    }

    private static void refuseUnless(boolean fits, ILossFunction loss, IActivation activation, String expected) {
        if (!fits) {
            throw new IllegalArgumentException("loss " + loss.getClass().getSimpleName() + " with activation "
                    + activation.getClass().getSimpleName() + " is not supported; use it with " + expected);
        }
    }

    /** Whether a layer's own activation may stand before this loss, because the loss brings none. */
    static boolean leavesActivation(Loss loss) {
        return activation(loss) instanceof ActivationIdentity;
    }

    /**
     * The activation that turns raw outputs into what DL4J's loss takes.
     *
     * @throws IllegalArgumentException if the loss is none of ours
     */
    static IActivation activation(Loss loss) {
        if (loss instanceof SoftmaxCrossEntropy) {
            return new ActivationSoftmax();
        } else if (loss instanceof BinaryCrossEntropy) {
            return new ActivationSigmoid();
        } else if (loss instanceof MeanSquaredError || loss instanceof Huber) {
            return new ActivationIdentity();
        }
        throw new IllegalArgumentException("The loss " + loss.name() + " has no counterpart in DL4J; expected "
                + "cross-entropy, binary-cross-entropy, mse or huber");
    }

    /** DL4J's loss for ours; the squared error for Huber's, which DL4J has not. */
    static ILossFunction write(Loss loss) {
        if (loss instanceof SoftmaxCrossEntropy) {
            return new LossMCXENT();
        }
        return loss instanceof BinaryCrossEntropy ? new LossBinaryXENT() : new LossMSE();
    }
}
