package org.hypernetspark.ml.predict;

import java.util.List;
import org.hypernetspark.hyper.Hypernet;

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
     * @param rows of each network, at least one; valid during the call
     * @param x encoded rows of the block {@code [rows, row]}
     * @param y where predictions go {@code [rows, outputs]}
     */
    void predict(List<NetworkRows> rows, float[] x, float[] y);

    /** The predictor that the rules ask for. */
    static BlockPredictor of(ModelPayload payload, PredictionRules rules) {
        Hypernet hypernet = payload.hypernet();
        return payload.variants() == 1
                ? of(hypernet, payload, rules)
                : new VariantPredictor(hypernet, own -> of(own, payload, rules.sharedBy(payload.variants())));
    }

    private static BlockPredictor of(Hypernet hypernet, ModelPayload payload, PredictionRules rules) {
        return rules.sampling().active()
                ? new SampledPredictor(hypernet, payload, rules)
                : new TaskPredictor(hypernet, payload, rules);
    }
}
