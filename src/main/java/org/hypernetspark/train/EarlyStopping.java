package org.hypernetspark.train;

import java.io.Serializable;

/**
 * Stops when the validation loss has not become better for some evaluations, and returns to the best.
 *
 * @param patience evaluations without a better loss before the stop, at least 1
 * @param minDelta how much lower a loss must be to count as better, at least 0
 */
public record EarlyStopping(int patience, double minDelta) implements Serializable {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public EarlyStopping {
        if (patience < 1 || !(minDelta >= 0)) {
            throw new IllegalArgumentException(
                    "Early stopping needs patience >= 1 and minDelta >= 0, got " + patience + " and " + minDelta);
        }
    }
}
