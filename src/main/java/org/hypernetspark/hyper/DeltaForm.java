package org.hypernetspark.hyper;

import org.hypernetspark.param.ParameterSpec;

/**
 * Raw values are added to base weights: {@code theta = base + raw}.
 *
 * @param base trained or frozen
 */
public record DeltaForm(Base base) implements WeightForm {
    /**
     * Checks the base.
     *
     * @throws IllegalArgumentException if there is none
     */
    public DeltaForm {
        check("delta", base);
    }

    static void check(String form, Base base) {
        if (base == Base.NONE) {
            throw new IllegalArgumentException(
                    "The form " + form + " changes base weights: its base must be trained or frozen, got none");
        }
    }

    @Override
    public String name() {
        return "delta";
    }

    @Override
    public TensorForm of(ParameterSpec tensor) {
        return new DirectTensor(tensor, true);
    }
}
