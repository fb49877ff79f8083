package org.hypernetspark.ml.predict;

import java.util.Map;

/** Predicts blocks of rows, task by task. */
interface BlockPredictor {
    /** Values of an encoded row. */
    int rowWidth();

    /** Values of a row's prediction. */
    int outputWidth();

    /** Networks generated so far. */
    long generated();

    /**
     * Predicts a block of rows.
     *
     * @param rows for each network the rows that run through it
     * @param x encoded rows of the block {@code [rows, row]}
     * @param y where predictions go {@code [rows, outputs]}
     */
    void predict(Map<NetworkKey, IntList> rows, float[] x, float[] y);

    /** The predictor that the rules ask for. */
    static BlockPredictor of(ModelPayload payload, PredictionRules rules) {
        return rules.sampling().active() ? new SampledPredictor(payload, rules) : new TaskPredictor(payload, rules);
    }
}
