package org.hypernetspark.ml.predict;

import java.io.Serializable;

/** What a model adds to a row. */
@FunctionalInterface
public interface OutputColumns extends Serializable {
    /**
     * The values of the added columns.
     *
     * @param outputs predictions of several rows
     * @param at where those of this row begin; negative if the row cannot be predicted
     */
    Object[] values(float[] outputs, int at);
}
