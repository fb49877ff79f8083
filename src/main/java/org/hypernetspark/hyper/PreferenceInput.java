package org.hypernetspark.hyper;

/**
 * A preference or hyperparameter vector: drawn in training, given at prediction. One hypernet then holds a network for every
 * preference. The values reach the loss too ({@link org.hypernetspark.net.LossPass#preference}).
 */
public interface PreferenceInput extends DrawnInput {
    @Override
    default String name() {
        return "preference";
    }

    /**
     * Checks a vector given by a user.
     *
     * @throws IllegalArgumentException if it could not have been drawn, saying what could
     */
    void check(float[] given);
}
