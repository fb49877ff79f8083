package org.hypernetspark.hyper;

import org.hypernetspark.param.RandomStream;

/**
 * An input whose values are drawn from a distribution, anew for each step and task of training. A distribution of one's own
 * is a record that implements this.
 *
 * <p>Drawn are values in the user's unit; what the hypernet sees of them is {@link #encode}d.
 */
public interface DrawnInput extends ConditionInput {
    /** Draws {@link #size} values to {@code to[at ..]}; must not allocate, and must depend on the stream alone. */
    void draw(RandomStream random, float[] to, int at);

    /** Writes the values that stand for the whole distribution where nothing is drawn or given: its centre. */
    void center(float[] to, int at);

    /** Writes what the hypernet sees of the values at {@code values[from ..]}: if not overridden, the same. */
    default void encode(float[] values, int from, float[] to, int at) {
        System.arraycopy(values, from, to, at, size());
    }

    /** Networks generated for each task in a step of training, each of a draw of its own; their losses are averaged. */
    default int samples() {
        return 1;
    }

    /** Drawn anew in every step. */
    @Override
    default Variability variability() {
        return Variability.STEP;
    }
}
