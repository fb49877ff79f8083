package org.hypernetspark.hyper;

import java.io.Serializable;
import org.hypernetspark.param.ParameterSpec;

/**
 * Which variance generated tensors should begin with. A rule of one's own is an immutable record that implements this; {@link
 * InitMethod} says how the head is then filled.
 */
@FunctionalInterface
public interface VarianceRule extends Serializable {
    /**
     * The variance of the first values of one generated tensor of the target.
     *
     * @param tensor its kind, shape and fans
     * @param gain what makes up for the activation behind the layer: 2 for ReLU, 1 for tanh or none
     * @return at least 0
     */
    double variance(ParameterSpec tensor, double gain);
}
