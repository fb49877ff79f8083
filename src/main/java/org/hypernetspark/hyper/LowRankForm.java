package org.hypernetspark.hyper;

import org.hypernetspark.param.ParameterSpec;

/**
 * Raw values are two factors of each matrix, {@code W = U V} of a given rank, or with a base {@code W = base + U V} (Hu et al.
 * 2022, "LoRA"). A filter bank counts as a matrix of one row for each filter. Tensors whose factors would not be smaller,
 * such as biases, are generated themselves.
 *
 * @param rank columns of {@code U}, at least 1
 * @param base none, trained or frozen
 */
public record LowRankForm(int rank, Base base) implements WeightForm {
    /**
     * Checks the rank.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public LowRankForm {
        if (rank < 1) {
            throw new IllegalArgumentException("The form low-rank needs a rank of at least 1, got " + rank);
        }
    }

    @Override
    public String name() {
        return "low-rank";
    }

    @Override
    public TensorForm of(ParameterSpec tensor) {
        int rows = tensor.shape().dim(0);
        long factors = (long) rank * (rows + tensor.size() / rows);
        boolean based = base != Base.NONE;
        return factors < tensor.size() ? new FactoredTensor(tensor, rank, based) : new DirectTensor(tensor, based);
    }
}
