package org.hypernetspark.dl4j;

import java.util.Optional;
import org.hypernetspark.net.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftPlus;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Which activation of DL4J equals which of ours. */
final class Dl4jActivations {
    private static final double LEAK = 0.01;
    private static final String SUPPORTED =
            "supported are identity, relu (without maximum, threshold and negative slope), "
                    + "leaky relu with alpha 0.01, elu with alpha 1, tanh, sigmoid and softplus";

    private Dl4jActivations() {}

    /**
     * Our activation that equals DL4J's.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Activation read(IActivation activation) {
        return counterpart(activation)
                .orElseThrow(() -> new IllegalArgumentException(
                        "activation " + describe(activation) + " is not supported; " + SUPPORTED));
    }

    private static Optional<Activation> counterpart(IActivation activation) {
        if (activation instanceof ActivationReLU relu) {
            return when(isPlain(relu), Activation.RELU);
        } else if (activation instanceof ActivationLReLU leaky) {
            return when(leaky.getAlpha() == LEAK, Activation.LEAKY_RELU);
        } else if (activation instanceof ActivationELU elu) {
            return when(elu.getAlpha() == 1, Activation.ELU);
        } else if (activation instanceof ActivationIdentity) {
            return Optional.of(Activation.IDENTITY);
        } else if (activation instanceof ActivationTanH) {
            return Optional.of(Activation.TANH);
        } else if (activation instanceof ActivationSigmoid) {
            return Optional.of(Activation.SIGMOID);
        }
        return when(activation instanceof ActivationSoftPlus, Activation.SOFTPLUS);
    }

    private static Optional<Activation> when(boolean equal, Activation activation) {
        return equal ? Optional.of(activation) : Optional.empty();
    }

    private static boolean isPlain(ActivationReLU relu) {
        return relu.getMax() == null && isZero(relu.getThreshold()) && isZero(relu.getNegativeSlope());
    }

    private static boolean isZero(Double value) {
        return value == null || value == 0;
    }

    /** The name, and the parameters where they decide. */
    private static String describe(IActivation activation) {
        if (activation instanceof ActivationReLU relu) {
            return "relu with maximum " + relu.getMax() + ", threshold " + relu.getThreshold() + ", negative slope "
                    + relu.getNegativeSlope();
        } else if (activation instanceof ActivationLReLU leaky) {
            return "leaky relu with alpha " + leaky.getAlpha();
        } else if (activation instanceof ActivationELU elu) {
            return "elu with alpha " + elu.getAlpha();
        }
        return activation.getClass().getSimpleName();
    }

    /**
     * DL4J's activation that equals ours.
     *
     * @param layer position of the activation in our network, for the message
     * @throws IllegalArgumentException if there is none: GELU
     */
    static IActivation write(int layer, Activation activation) {
        return switch (activation) {
            case IDENTITY -> new ActivationIdentity();
            case RELU -> new ActivationReLU();
            case LEAKY_RELU -> new ActivationLReLU(LEAK);
            case ELU -> new ActivationELU(1);
            case TANH -> new ActivationTanH();
            case SIGMOID -> new ActivationSigmoid();
            case SOFTPLUS -> new ActivationSoftPlus();
            case GELU ->
                throw new IllegalArgumentException(
                        "Layer " + layer + " (gelu) has no equal in DL4J 1.0.0-M2.1, whose GELU "
                                + "differs by 0.02 or more; use another activation, for example elu, in networks to be exported");
        };
    }
}
