package org.hypernetspark.ml.predict;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.hypernetspark.hyper.Hypernet;

/**
 * Predicts blocks of rows whose tasks have targets of several shapes, variant by variant. Where variants end in fewer outputs
 * than others, the probabilities of the classes they have not are 0.
 */
final class VariantPredictor implements BlockPredictor {
    private final BlockPredictor[] predictors;
    /** Outputs of each variant's network; what follows them in a row's prediction is about all of them. */
    private final int[] outputs;

    private final int width;
    private float[] narrow = {};

    VariantPredictor(Hypernet hypernet, Function<Hypernet, BlockPredictor> predictor) {
        this.predictors = hypernet.variants().stream().map(predictor).toArray(BlockPredictor[]::new);
        this.outputs = hypernet.variants().stream()
                .mapToInt(variant -> variant.target().output().size())
                .toArray();
        this.width = Arrays.stream(predictors)
                .mapToInt(BlockPredictor::outputWidth)
                .max()
                .orElseThrow();
    }

    @Override
    public int rowWidth() {
        return predictors[0].rowWidth();
    }

    @Override
    public int outputWidth() {
        return width;
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
    public void predict(List<NetworkRows> rows, float[] x, float[] y) {
        for (int variant = 0; variant < predictors.length; variant++) {
            List<NetworkRows> own = new ArrayList<>();
            for (NetworkRows group : rows) {
                if (group.key().variant() == variant) {
                    own.add(group);
                }
            }
            if (!own.isEmpty()) {
                predict(variant, own, x, y);
            }
        }
    }

    private void predict(int variant, List<NetworkRows> rows, float[] x, float[] y) {
        int ownWidth = predictors[variant].outputWidth();
        if (ownWidth == width) {
            predictors[variant].predict(rows, x, y);
            return;
        }
        if (narrow.length < y.length) {
            narrow = new float[y.length];
        }
        predictors[variant].predict(rows, x, narrow);
        for (NetworkRows own : rows) {
            for (int i = 0; i < own.rows().size(); i++) {
                widen(own.rows().get(i), outputs[variant], ownWidth, y);
            }
        }
    }

    private void widen(int row, int classes, int ownWidth, float[] y) {
        int behind = ownWidth - classes;
        System.arraycopy(narrow, row * ownWidth, y, row * width, classes);
        Arrays.fill(y, row * width + classes, (row + 1) * width - behind, 0);
        System.arraycopy(narrow, row * ownWidth + classes, y, (row + 1) * width - behind, behind);
    }
}
