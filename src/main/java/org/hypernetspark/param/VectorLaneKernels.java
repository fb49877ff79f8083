package org.hypernetspark.param;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link LaneKernels} by the Vector API. {@link Simd} finds out whether it can be loaded.
 *
 * <p>The products are one {@code C = A B} of matrices whose elements are vectors, in tiles ({@link VectorTiles}). Tiles at an edge lie over the
 * ones before and compute the same again.
 */
final class VectorLaneKernels implements LaneKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int L = SPECIES.length();
    /** Rows and columns of a tile. */
    private static final int TILE = 4;
    /** What sums without a bias begin with. */
    private static final float[] ZEROS = new float[L];
    /** Rows and columns of a tile for processors with 32 registers: more products for each value that is read. */
    private static final int WIDE = 5;

    private static final boolean MANY_REGISTERS = L >= 16;
    /** Rows of a last tile that needs no more. */
    private static final int PAIR = 2;

    private final SharedLaneKernels shared = new VectorSharedKernels();

    @Override
    public int lanes() {
        return L;
    }

    @Override
    public SharedLaneKernels shared() {
        return shared;
    }

    @Override
    public void outputs(
            int in, int out, int batch, float[] weights, int w, boolean bias, float[] x, int xAt, float[] y, int yAt) {
        float[] start = bias ? weights : ZEROS;
        int b = bias ? w + in * out * L : 0;
        int next = bias ? L : 0;
        product(out, batch, in, weights, w, in * L, L, x, xAt, L, in * L, start, b, next, y, yAt, L, out * L);
    }

    @Override
    public void inputGradient(
            int in, int out, int batch, float[] weights, int w, float[] dy, int dyAt, float[] dx, int dxAt) {
        product(in, batch, out, weights, w, L, in * L, dy, dyAt, L, out * L, ZEROS, 0, 0, dx, dxAt, L, in * L);
    }

    @Override
    public void weightGradient(
            int in,
            int out,
            int batch,
            float[] x,
            int xAt,
            float[] dy,
            int dyAt,
            boolean bias,
            float[] gradient,
            int g) {
        product(out, in, batch, dy, dyAt, L, out * L, x, xAt, in * L, L, ZEROS, 0, 0, gradient, g, in * L, L);
        if (bias) {
            sums(out, batch, dy, dyAt, gradient, g + in * out * L);
        }
    }

    @Override
    public void tanh(float[] x, float[] y, int n) {
        tangents(x, 1, 1, 0, y, n);
    }

    @Override
    public void sigmoid(float[] x, float[] y, int n) {
        tangents(x, 0.5f, 0.5f, 0.5f, y, n);
    }

    @Override
    public void toLanes(int tasks, int values, float[] from, int at, int stride, float[] to, int toAt) {
        if (tasks == L) {
            Transposition.copy(L, values, from, at, stride, to, toAt, L);
        } else {
            Interleaving.interleave(tasks, L, values, from, at, stride, 1, to, toAt);
        }
    }

    @Override
    public void fromLanes(int tasks, int values, float[] from, int at, float[] to, int toAt, int stride) {
        if (tasks == L) {
            Transposition.copy(values, L, from, at, L, to, toAt, stride);
        } else {
            Interleaving.separate(tasks, L, values, from, at, to, toAt, stride, 1);
        }
    }

    /** {@code y = factor tanh(scale x) + addend}, by the ratio of {@link Tanh}. */
    private static void tangents(float[] x, float scale, float factor, float addend, float[] y, int n) {
        FloatVector end = FloatVector.broadcast(SPECIES, Tanh.END);
        FloatVector start = end.neg();
        FloatVector p0 = FloatVector.broadcast(SPECIES, Tanh.P0);
        FloatVector p1 = FloatVector.broadcast(SPECIES, Tanh.P1);
        FloatVector p2 = FloatVector.broadcast(SPECIES, Tanh.P2);
        FloatVector p3 = FloatVector.broadcast(SPECIES, Tanh.P3);
        FloatVector p4 = FloatVector.broadcast(SPECIES, Tanh.P4);
        FloatVector q0 = FloatVector.broadcast(SPECIES, 1);
        FloatVector q1 = FloatVector.broadcast(SPECIES, Tanh.Q1);
        FloatVector q2 = FloatVector.broadcast(SPECIES, Tanh.Q2);
        FloatVector q3 = FloatVector.broadcast(SPECIES, Tanh.Q3);
        FloatVector q4 = FloatVector.broadcast(SPECIES, Tanh.Q4);
        FloatVector multiplier = FloatVector.broadcast(SPECIES, factor);
        FloatVector summand = FloatVector.broadcast(SPECIES, addend);
        for (int i = 0; i < n; i += L) {
            FloatVector v = FloatVector.fromArray(SPECIES, x, i).mul(scale);
            // Compared and chosen: a vector's minimum and maximum would look after signs of zero as well.
            v = v.blend(end, v.compare(VectorOperators.GT, end));
            v = v.blend(start, v.compare(VectorOperators.LT, start));
            FloatVector u = v.mul(v);
            FloatVector p = p4.fma(u, p3).fma(u, p2).fma(u, p1).fma(u, p0);
            FloatVector q = q4.fma(u, q3).fma(u, q2).fma(u, q1).fma(u, q0);
            v.mul(p).div(q).fma(multiplier, summand).intoArray(y, i);
        }
    }

    static void sums(int values, int rows, float[] from, int at, float[] to, int toAt) {
        int together = values < TILE ? 1 : TILE;
        for (int i = 0; i < values; i += together) {
            int first = Math.min(i, values - together) * L;
            if (together == 1) {
                sum(rows, from, at + first, values * L, to, toAt + first);
            } else {
                fourSums(rows, from, at + first, values * L, to, toAt + first);
            }
        }
    }

    private static void sum(int rows, float[] from, int at, int step, float[] to, int toAt) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int row = 0, next = at; row < rows; row++, next += step) {
            sum = sum.add(FloatVector.fromArray(SPECIES, from, next));
        }
        sum.intoArray(to, toAt);
    }

    private static void fourSums(int rows, float[] from, int at, int step, float[] to, int toAt) {
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        for (int row = 0, next = at; row < rows; row++, next += step) {
            c0 = c0.add(FloatVector.fromArray(SPECIES, from, next));
            c1 = c1.add(FloatVector.fromArray(SPECIES, from, next + L));
            c2 = c2.add(FloatVector.fromArray(SPECIES, from, next + 2 * L));
            c3 = c3.add(FloatVector.fromArray(SPECIES, from, next + 3 * L));
        }
        c0.intoArray(to, toAt);
        c1.intoArray(to, toAt + L);
        c2.intoArray(to, toAt + 2 * L);
        c3.intoArray(to, toAt + 3 * L);
    }

    /**
     * {@code C[m,n] = A[m,k] B[k,n]}, the sums of each row beginning with a value of {@code start}. Rows and columns
     * are so many floats apart.
     */
    static void product(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bColumn,
            float[] start,
            int startAt,
            int startRow,
            float[] c,
            int cAt,
            int cRow,
            int cColumn) {
        if (MANY_REGISTERS && fitsWide(m, n)) {
            wide(
                    m, n, k, a, aAt, aRow, aColumn, b, bAt, bRow, bColumn, start, startAt, startRow, c, cAt, cRow,
                    cColumn);
            return;
        }
        int rows = m < TILE ? 1 : TILE;
        int columns = n < TILE ? 1 : TILE;
        for (int i = 0; i < m; i += rows) {
            boolean few = rows == TILE && columns == TILE && m - i <= PAIR;
            int row = Math.min(i, m - (few ? PAIR : rows));
            int p = aAt + row * aRow;
            int s = startAt + row * startRow;
            for (int j = 0; j < n; j += columns) {
                int column = Math.min(j, n - columns);
                int q = bAt + column * bColumn;
                int to = cAt + row * cRow + column * cColumn;
                if (rows == 1 && columns == 1) {
                    VectorTiles.one(k, a, p, aColumn, b, q, bRow, start, s, c, to);
                } else if (rows == 1) {
                    VectorTiles.row(k, a, p, aColumn, b, q, bRow, bColumn, start, s, c, to, cColumn);
                } else if (columns == 1) {
                    VectorTiles.column(k, a, p, aRow, aColumn, b, q, bRow, start, s, startRow, c, to, cRow);
                } else if (few) {
                    VectorTiles.pair(
                            k, a, p, aRow, aColumn, b, q, bRow, bColumn, start, s, startRow, c, to, cRow, cColumn);
                } else {
                    VectorTiles.tile(
                            k, a, p, aRow, aColumn, b, q, bRow, bColumn, start, s, startRow, c, to, cRow, cColumn);
                }
            }
        }
    }

    /** Whether wide tiles compute so little twice that they are faster by a quarter. */
    private static boolean fitsWide(int m, int n) {
        return m >= WIDE
                && n >= WIDE
                && 4L * covered(m, WIDE) * covered(n, WIDE) <= 5L * covered(m, TILE) * covered(n, TILE);
    }

    private static int covered(int values, int tile) {
        return (values + tile - 1) / tile * tile;
    }

    /** {@link #product} in wide tiles, of at least as many rows and columns. */
    private static void wide(
            int m,
            int n,
            int k,
            float[] a,
            int aAt,
            int aRow,
            int aColumn,
            float[] b,
            int bAt,
            int bRow,
            int bColumn,
            float[] start,
            int startAt,
            int startRow,
            float[] c,
            int cAt,
            int cRow,
            int cColumn) {
        for (int i = 0; i < m; i += WIDE) {
            int row = Math.min(i, m - WIDE);
            int p = aAt + row * aRow;
            int s = startAt + row * startRow;
            for (int j = 0; j < n; j += WIDE) {
                int column = Math.min(j, n - WIDE);
                int q = bAt + column * bColumn;
                int to = cAt + row * cRow + column * cColumn;
                VectorTiles.five(k, a, p, aRow, aColumn, b, q, bRow, bColumn, start, s, startRow, c, to, cRow, cColumn);
            }
        }
    }
}
