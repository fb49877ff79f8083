package org.hypernetspark.net;

import java.io.Serializable;
import org.hypernetspark.param.Shape;

/**
 * What a target network is trained to make small: the mean loss of each task over its unmasked labels, and its gradient.
 *
 * <p>A loss acts on raw outputs (logits); {@link #link} turns them into predictions.
 */
public interface Loss extends Serializable {
    /** The name used in configurations, for example {@code cross-entropy}. */
    String name();

    /**
     * Number of labels of one example for outputs of this shape.
     *
     * @throws IllegalArgumentException if the loss cannot be taken of such outputs, saying what is expected
     */
    int labelWidth(Shape output);

    /**
     * Computes for each task {@code pass.losses[t]}, the mean loss over its unmasked labels (0 if all are masked), and, if
     * {@code pass.dOutput} is not null, the gradient of that mean with respect to the outputs.
     */
    void compute(LossPass pass);

    /**
     * Turns raw outputs into predictions, in place: probabilities for classification, values for regression.
     *
     * @param output {@code [rows, width]}; a row is an example or, with several labels an example, what belongs to one label
     */
    void link(float[] output, int rows, int width);

    /** Whether labels are classes and predictions probabilities. */
    boolean classification();
}
