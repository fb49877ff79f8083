package org.hypernetspark.hyper;

import org.hypernetspark.param.ParameterSpec;

/**
 * Raw values become masks of base weights: {@code theta = base * sigmoid(raw)}. With a threshold the masks are semi-binary in
 * prediction: those below it are 0, the others stay as they are (after Ksiazek and Spurek 2023, "HyperMask").
 *
 * @param base trained or frozen
 * @param threshold in [0, 1); 0 for none
 */
public record MasksForm(Base base, double threshold) implements WeightForm {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if there is no base or the threshold is not in [0, 1)
     */
    public MasksForm {
        DeltaForm.check("masks", base);
        if (!(threshold >= 0 && threshold < 1)) {
            throw new IllegalArgumentException("The threshold of masks must be in [0, 1), got " + threshold);
        }
    }

    @Override
    public String name() {
        return "masks";
    }

    @Override
    public TensorForm of(ParameterSpec tensor) {
        return new MaskedTensor(tensor, (float) threshold);
    }
}
