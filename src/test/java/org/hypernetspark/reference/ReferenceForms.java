package org.hypernetspark.reference;

import java.util.List;
import org.hypernetspark.hyper.Base;
import org.hypernetspark.hyper.DeltaForm;
import org.hypernetspark.hyper.DirectForm;
import org.hypernetspark.hyper.LowRankForm;
import org.hypernetspark.hyper.MasksForm;
import org.hypernetspark.hyper.ScalesForm;
import org.hypernetspark.hyper.WeightForm;
import org.hypernetspark.param.ParameterSpec;

/** What the forms make of raw values, value by value from their descriptions. */
final class ReferenceForms {
    private ReferenceForms() {}

    static boolean based(WeightForm form) {
        return form.base() != Base.NONE;
    }

    /** Sizes of the raw tensors of a tensor: of two factors, of gains, or of the tensor itself. */
    static List<Integer> rawSizes(WeightForm form, ParameterSpec tensor) {
        int rows = tensor.shape().dim(0);
        int columns = tensor.size() / rows;
        if (form instanceof LowRankForm low && low.rank() * (rows + columns) < tensor.size()) {
            return List.of(rows * low.rank(), low.rank() * columns);
        }
        boolean gains = form instanceof ScalesForm && tensor.shape().rank() > 1;
        return List.of(gains ? rows : tensor.size());
    }

    /** Appends the tensor's weights for these raw values and the base that begins at {@code baseAt}. */
    static void append(
            WeightForm form, ParameterSpec tensor, List<Double> raw, double[] phi, int baseAt, List<Double> theta) {
        int columns = tensor.size() / tensor.shape().dim(0);
        for (int i = 0; i < tensor.size(); i++) {
            double base = based(form) ? phi[baseAt + i] : 0;
            theta.add(value(form, tensor, raw, base, i / columns, i % columns));
        }
    }

    private static double value(
            WeightForm form, ParameterSpec tensor, List<Double> raw, double base, int row, int column) {
        int columns = tensor.size() / tensor.shape().dim(0);
        double own = raw.get(Math.min(raw.size() - 1, row * columns + column));
        if (form instanceof DirectForm || form instanceof DeltaForm) {
            return base + own;
        } else if (form instanceof LowRankForm low) {
            return base + (rawSizes(form, tensor).size() == 1 ? own : product(low, tensor, raw, row, column));
        } else if (form instanceof ScalesForm) {
            return tensor.shape().rank() > 1 ? (1 + raw.get(row)) * base : base + own;
        } else if (form instanceof MasksForm masks) {
            double mask = 1 / (1 + Math.exp(-own));
            return mask < masks.threshold() ? 0 : mask * base;
        }
        throw new IllegalArgumentException("no reference for " + form);
    }

    private static double product(LowRankForm form, ParameterSpec tensor, List<Double> raw, int row, int column) {
        int rows = tensor.shape().dim(0);
        int columns = tensor.size() / rows;
        double sum = 0;
        for (int k = 0; k < form.rank(); k++) {
            sum += raw.get(row * form.rank() + k) * raw.get(rows * form.rank() + k * columns + column);
        }
        return sum;
    }
}
