package org.hypernetspark.ml.predict;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.hypernetspark.hyper.Hypernet;

/** Predicts blocks of rows whose tasks have targets of several shapes, variant by variant; all end in as many outputs. */
final class VariantPredictor implements BlockPredictor {
    private final BlockPredictor[] predictors;

    VariantPredictor(Hypernet hypernet, Function<Hypernet, BlockPredictor> predictor) {
        this.predictors = hypernet.variants().stream().map(predictor).toArray(BlockPredictor[]::new);
    }

    @Override
    public int rowWidth() {
        return predictors[0].rowWidth();
    }

    @Override
    public int outputWidth() {
        return predictors[0].outputWidth();
    }

    @Override
    public long generated() {
        long sum = 0;
        for (BlockPredictor predictor : predictors) {
            sum += predictor.generated();
        }
        return sum;
    }

    @Override
    public void predict(Map<NetworkKey, IntList> rows, float[] x, float[] y) {
        for (int variant = 0; variant < predictors.length; variant++) {
            Map<NetworkKey, IntList> own = new LinkedHashMap<>();
            for (Map.Entry<NetworkKey, IntList> entry : rows.entrySet()) {
                if (entry.getKey().variant() == variant) {
                    own.put(entry.getKey(), entry.getValue());
                }
            }
            if (!own.isEmpty()) {
                predictors[variant].predict(own, x, y);
            }
        }
    }
}
