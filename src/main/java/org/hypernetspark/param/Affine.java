package org.hypernetspark.param;

/**
 * {@code Y = X W' + b} with {@code W [units, inputs]} row-major: the forward product of dense layers and heads, in the form
 * that is fastest for its shape.
 *
 * <p>OpenBLAS is slow with a transposed second factor where it cannot spread the cost of copying it into its own layout over
 * many rows. So it gets it only where there are many; the forms agree up to rounding, and the shape alone chooses.
 *
 * @param inputs columns of {@code X} and {@code W}
 * @param units columns of {@code Y}, rows of {@code W}
 */
public record Affine(int inputs, int units) {
    /** Most rows, fewest outputs and fewest inputs for which both factors are transposed: a hypernet's head. */
    private static final int FEW_ROWS = 64;

    private static final int MANY_UNITS = 1024;
    private static final int MANY_INPUTS = 32;
    /** Up to this many weights are transposed before the product. */
    private static final int FEW_WEIGHTS = 4096;
    /** Multiplications in one block of the product of transposed factors. */
    private static final int BLOCK = 800_000;
    /** Outputs in one block, so that the bias is still in the cache when the product is added to it. */
    private static final int BLOCK_OUTPUTS = 1 << 16;
    /** So many weights and more leave a core's cache between their gradient and their update. */
    private static final int MANY_WEIGHTS = 1 << 18;
    /** Outputs are computed with units in rows, and turned, for batches of a multiple of so many rows: the library's kernels are as wide. */
    private static final int KERNEL_ROWS = 16;
    /** Fewest rows, and most: a block of so few outputs is not worth its call. */
    private static final int LEAST_TURNED = 32;

    private static final int MOST_TURNED = 1024;
    /** Gradients of outputs in one block on the way back: 1 MiB, read three times out of a core's cache. */
    private static final int BLOCK_GRADIENTS = 1 << 18;
    /** Fewest weights' rows in such a block. */
    private static final int LEAST_BACK = 1024;
    /** Fewest weights' rows in one block of an update. */
    private static final int LEAST_UPDATED = 64;
    /** Weights in one block of an update: with two moments and the gradient a quarter of a MiB. */
    private static final int UPDATED = 1 << 14;

    /** Floats of scratch memory that products and updates need, whatever the number of rows. */
    public int scratch() {
        int update = Math.min(units, updatedUnits()) * inputs;
        int turned = (int) Math.min(BLOCK_OUTPUTS, units * (long) MOST_TURNED);
        if (head()) {
            return Math.max(Math.max(update, turned), FEW_ROWS * inputs + BLOCK / inputs);
        }
        return Math.max(update, fewWeights() ? inputs * units : turned);
    }

    /** Whether weights are so many that {@link #update} is faster than their gradient and then their update. */
    public boolean updates() {
        return head() && inputs * (long) units >= MANY_WEIGHTS;
    }

    private int updatedUnits() {
        return Math.max(1, UPDATED / inputs);
    }

    /** The same, or fewer, with which the gradient of so many rows of inputs is a small product. */
    private int updatedUnits(int rows) {
        int small = Math.max(LEAST_UPDATED, Blas.SMALL / (rows * inputs));
        return Math.min(updatedUnits(), small);
    }

    /**
     * The way back: gradients of the input, the weights and the bias, for one block of units after the other while the output's gradient is in the cache.
     *
     * @param dyAt where the gradient of {@code Y} begins, its rows {@code ldy} apart
     * @param ones at least {@code rows} ones
     * @param keep factor of what is in {@code dx} before the input's gradient is added: 0 or 1
     * @param dx input's gradient, rows as far apart as those of {@code X}; null if it is not wanted
     * @param gradient where the gradient of the weights goes; null if it is not wanted
     * @param gradientBiasAt where in it that of the bias begins; negative if there is none
     */
    public void gradients(
            int rows,
            float[] x,
            int xAt,
            int ldx,
            float[] dy,
            int dyAt,
            int ldy,
            float[] ones,
            float[] weights,
            int weightsAt,
            float keep,
            float[] dx,
            float[] gradient,
            int gradientAt,
            int gradientBiasAt) {
        int block = Math.max(LEAST_BACK, BLOCK_GRADIENTS / rows);
        for (int unit = 0; unit < units; unit += block) {
            int n = Math.min(block, units - unit);
            int y = dyAt + unit;
            if (dx != null) {
                float beta = unit == 0 ? keep : 1;
                int at = weightsAt + unit * inputs;
                Blas.gemm(rows, inputs, n, dy, y, ldy, weights, at, inputs, beta, dx, xAt, ldx);
            }
            if (gradient != null) {
                int at = gradientAt + unit * inputs;
                Blas.gemmTransposedA(n, inputs, rows, dy, y, ldy, x, xAt, ldx, 0, gradient, at, inputs);
                if (gradientBiasAt >= 0) {
                    Blas.gemm(1, n, rows, ones, 0, rows, dy, y, ldy, 0, gradient, gradientBiasAt + unit, n);
                }
            }
        }
    }

    /**
     * The way back, on which the weights are updated: for one block of units after the other the input's gradient, which reads the weights as
     * they were, the gradient of the weights, and their update.
     *
     * @param dyAt where the gradient of {@code Y} begins, its rows {@code ldy} apart
     * @param ones at least {@code rows} ones
     * @param biasAt where the bias begins in {@code weights}; negative if there is none
     * @param keep factor of what is in {@code dx} before the input's gradient is added: 0 or 1
     * @param dx input's gradient, rows as far apart as those of {@code X}; null if it is not wanted
     * @param scratch at least {@link #scratch} floats
     */
    public void update(
            int rows,
            float[] x,
            int xAt,
            int ldx,
            float[] dy,
            int dyAt,
            int ldy,
            float[] ones,
            float[] weights,
            int weightsAt,
            int biasAt,
            float keep,
            float[] dx,
            WeightUpdate update,
            float[] scratch) {
        int block = updatedUnits(rows);
        for (int unit = 0; unit < units; unit += block) {
            int n = Math.min(block, units - unit);
            int at = weightsAt + unit * inputs;
            int y = dyAt + unit;
            if (dx != null) {
                float beta = unit == 0 ? keep : 1;
                Blas.gemm(rows, inputs, n, dy, y, ldy, weights, at, inputs, beta, dx, xAt, ldx);
            }
            Blas.gemmTransposedA(n, inputs, rows, dy, y, ldy, x, xAt, ldx, 0, scratch, 0, inputs);
            update.update(weights, at, n * inputs, scratch, 0);
            if (biasAt >= 0) {
                Blas.gemm(1, n, rows, ones, 0, rows, dy, y, ldy, 0, scratch, 0, n);
                update.update(weights, biasAt + unit, n, scratch, 0);
            }
        }
    }

    /**
     * Computes {@code Y}.
     *
     * @param rows rows of {@code X} and {@code Y}
     * @param ldx distance between rows of {@code X}
     * @param biasAt where the bias begins in {@code weights}; negative if there is none
     * @param ldy distance between rows of {@code Y}
     * @param scratch at least {@link #scratch} floats
     */
    public void product(
            int rows,
            float[] x,
            int xAt,
            int ldx,
            float[] weights,
            int weightsAt,
            int biasAt,
            float[] y,
            int yAt,
            int ldy,
            float[] scratch) {
        if (rows > 1 && rows <= FEW_ROWS && head()) {
            transposed(rows, x, xAt, ldx, weights, weightsAt, biasAt, y, yAt, ldy, scratch);
        } else if (fewWeights()) {
            fillBias(rows, units, weights, biasAt, y, yAt, ldy);
            Transposition.copy(units, inputs, weights, weightsAt, inputs, scratch, 0, units);
            float beta = biasAt < 0 ? 0 : 1;
            Blas.gemm(rows, units, inputs, x, xAt, ldx, scratch, 0, units, beta, y, yAt, ldy);
        } else if (turned(rows) && xAt + (long) rows * ldx <= x.length) {
            turned(rows, x, xAt, ldx, weights, weightsAt, biasAt, y, yAt, ldy, scratch);
        } else {
            blocks(rows, x, xAt, ldx, weights, weightsAt, biasAt, y, yAt, ldy);
        }
    }

    private boolean head() {
        return units >= MANY_UNITS && inputs >= MANY_INPUTS;
    }

    private boolean fewWeights() {
        return inputs * (long) units <= FEW_WEIGHTS;
    }

    private boolean turned(int rows) {
        return rows % KERNEL_ROWS == 0
                && rows >= LEAST_TURNED
                && rows <= MOST_TURNED
                && units >= KERNEL_ROWS
                && inputs >= KERNEL_ROWS
                && Transposition.inBlocks(units, rows);
    }

    /** Outputs with units in rows, so that the library's kernels have no edges in a batch, and then turned. */
    private void turned(
            int rows,
            float[] x,
            int xAt,
            int ldx,
            float[] weights,
            int weightsAt,
            int biasAt,
            float[] y,
            int yAt,
            int ldy,
            float[] scratch) {
        int block = BLOCK_OUTPUTS / rows;
        for (int unit = 0; unit < units; unit += block) {
            int n = Math.min(block, units - unit);
            int at = weightsAt + unit * inputs;
            Blas.gemmTransposedB(n, rows, inputs, weights, at, inputs, x, xAt, ldx, 0, scratch, 0, rows);
            turn(n, rows, scratch, 0, weights, biasAt < 0 ? biasAt : biasAt + unit, y, yAt + unit, ldy);
        }
    }

    /** From units in rows to rows, and the bias. */
    private static void turn(
            int n, int rows, float[] from, int at, float[] bias, int biasAt, float[] y, int yAt, int ldy) {
        if (biasAt < 0) {
            Transposition.copy(n, rows, from, at, rows, y, yAt, ldy);
        } else {
            Transposition.copyAndAdd(n, rows, from, at, bias, biasAt, y, yAt, ldy);
        }
    }

    private void transposed(
            int rows,
            float[] x,
            int xAt,
            int ldx,
            float[] weights,
            int weightsAt,
            int biasAt,
            float[] y,
            int yAt,
            int ldy,
            float[] scratch) {
        Transposition.copy(rows, inputs, x, xAt, ldx, scratch, 0, rows);
        int product = rows * inputs;
        int block = BLOCK / product;
        for (int unit = 0; unit < units; unit += block) {
            int n = Math.min(block, units - unit);
            int at = weightsAt + unit * inputs;
            Blas.gemm(n, rows, inputs, weights, at, inputs, scratch, 0, rows, 0, scratch, product, rows);
            turn(n, rows, scratch, product, weights, biasAt < 0 ? biasAt : biasAt + unit, y, yAt + unit, ldy);
        }
    }

    private void blocks(
            int rows,
            float[] x,
            int xAt,
            int ldx,
            float[] weights,
            int weightsAt,
            int biasAt,
            float[] y,
            int yAt,
            int ldy) {
        int block = Math.max(1, BLOCK_OUTPUTS / rows);
        float beta = biasAt < 0 ? 0 : 1;
        for (int unit = 0; unit < units; unit += block) {
            int n = Math.min(block, units - unit);
            fillBias(rows, n, weights, biasAt < 0 ? biasAt : biasAt + unit, y, yAt + unit, ldy);
            int at = weightsAt + unit * inputs;
            Blas.gemmTransposedB(rows, n, inputs, x, xAt, ldx, weights, at, inputs, beta, y, yAt + unit, ldy);
        }
    }

    private static void fillBias(int rows, int n, float[] bias, int biasAt, float[] y, int yAt, int ldy) {
        if (biasAt < 0) {
            return;
        }
        if (n == ldy) {
            Kernels.repeatRow(bias, biasAt, y, yAt, rows, n);
            return;
        }
        for (int row = 0; row < rows; row++) {
            System.arraycopy(bias, biasAt, y, yAt + row * ldy, n);
        }
    }
}
