package org.hypernetspark.hyper;

import org.hypernetspark.param.ParameterSpec;

/**
 * Raw values are one gain for each row of a base matrix, {@code theta_row = (1 + raw) base_row}, and one shift for each bias,
 * {@code theta = base + raw}: each unit's or filter's output is scaled and shifted by task (Perez et al. 2018, "FiLM"; the
 * scales of weight normalisation in Krueger et al. 2017).
 *
 * @param base trained or frozen
 */
public record ScalesForm(Base base) implements WeightForm {
    /**
     * Checks the base.
     *
     * @throws IllegalArgumentException if there is none
     */
    public ScalesForm {
        DeltaForm.check("scales", base);
    }

    @Override
    public String name() {
        return "scales";
    }

    @Override
    public TensorForm of(ParameterSpec tensor) {
        return tensor.shape().rank() > 1 ? new ScaledTensor(tensor) : new DirectTensor(tensor, true);
    }
}
