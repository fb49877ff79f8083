package org.hypernetspark.param;

import jdk.incubator.vector.FloatVector;

/** {@link SharedLaneKernels} by the Vector API, in tiles ({@link VectorSharedTiles}). */
final class VectorSharedKernels implements SharedLaneKernels {
    private static final int L = FloatVector.SPECIES_PREFERRED.length();
    /** Rows and columns of a tile. */
    private static final int TILE = 4;
    /** Rows of a tile of one column. */
    private static final int COLUMN = 8;
    /** What sums without a bias begin with. */
    private static final float[] ZERO = new float[L];

    /** Vectors in a first-level cache. */
    private static final int CACHED = 400;
    /** Rows of tiles of four and five. */
    private static final int TILES = 20;
    /** With fewer, the library sums up over lanes faster. */
    private static final int MANY_GROUPS = 4;

    @Override
    public void outputs(int in, int out, int groups, float[] weights, int w, boolean bias, float[] x, float[] y) {
        if (bias) {
            product(out, groups, in, weights, w, in, 1, x, weights, w + in * out, 1, y);
        } else {
            product(out, groups, in, weights, w, in, 1, x, ZERO, 0, 0, y);
        }
    }

    @Override
    public void inputGradient(int in, int out, int groups, float[] weights, int w, float[] dy, float[] dx) {
        product(in, groups, out, weights, w, 1, in, dy, ZERO, 0, 0, dx);
    }

    /** {@code C[m,n] = A[m,k] B[k,n]}, columns of {@code B} and {@code C} one behind the other. */
    private static void product(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            float[] start,
            int startAt,
            int startRow,
            float[] c) {
        int columns = n >= TILE && m >= TILE ? TILE : 1;
        int rows = columns == TILE ? TILE : m >= COLUMN ? COLUMN : 1;
        for (int j = 0; j < n; j += columns) {
            int column = Math.min(j, n - columns);
            int q = column * k * L;
            for (int i = 0; i < m; i += rows) {
                int row = Math.min(i, m - rows);
                int p = aAt + row * aRow;
                int s = startAt + row * startRow;
                int to = (column * m + row) * L;
                if (columns == TILE) {
                    VectorSharedTiles.tile(k, a, p, aRow, aColumn, b, q, k * L, start, s, startRow, c, to, m * L);
                } else if (rows == COLUMN) {
                    VectorSharedTiles.column(k, a, p, aRow, aColumn, b, q, start, s, startRow, c, to);
                } else {
                    VectorSharedTiles.one(k, a, p, aColumn, b, q, start, s, c, to);
                }
            }
        }
    }

    @Override
    public void weightGradient(
            int in,
            int out,
            int groups,
            float[] x,
            float[] dy,
            boolean bias,
            float[] gradient,
            int g,
            float[] scratch) {
        if (groups < MANY_GROUPS) {
            for (int group = 0; group < groups; group++) {
                int from = group * L;
                Blas.gemmTransposedB(
                        out, in, L, dy, from * out, L, x, from * in, L, group == 0 ? 0 : 1, gradient, g, in);
            }
        } else {
            sumsOfProducts(in, out, groups, x, dy, gradient, g, scratch);
        }
        if (bias) {
            VectorLaneKernels.sums(out, groups, dy, 0, scratch, 0);
            VectorLaneSums.sums(out, scratch, gradient, g + in * out);
        }
    }

    private static void sumsOfProducts(
            int in, int out, int groups, float[] x, float[] dy, float[] gradient, int g, float[] scratch) {
        int units = units(in);
        for (int unit = 0; unit < out; unit += units) {
            int some = Math.min(units, out - unit);
            VectorLaneKernels.product(
                    some, in, groups, dy, unit * L, L, out * L, x, 0, in * L, L, ZERO, 0, 0, scratch, 0, in * L, L);
            VectorLaneSums.sums(some * in, scratch, gradient, g + unit * in);
        }
    }

    /** Units whose sums, in vectors, fill most of a first-level cache and whole tiles. */
    private static int units(int in) {
        return Math.max(1, CACHED / in / TILES) * TILES;
    }

    @Override
    public int scratch(int in, int out) {
        return VectorLaneSums.room(Math.max(out, Math.min(units(in), out) * in));
    }
}
