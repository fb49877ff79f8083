package org.hypernetspark.param;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link LaneKernels} by the Vector API: the only class that knows the incubating module. {@link Lanes} finds out whether it can
 * be loaded.
 *
 * <p>The products are one {@code C = A B} of matrices whose elements are vectors, in tiles of up to 4 x 4 sums that stay in registers. A sum
 * begins with the bias or zero and takes one fused product after the other, so bits do not depend on tiles or lanes. Tiles at
 * an edge lie over the ones before and compute the same again.
 */
final class VectorLaneKernels implements LaneKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int L = SPECIES.length();
    /** Rows and columns of a tile. */
    private static final int TILE = 4;
    /** Rows of a last tile that needs no more. */
    private static final int PAIR = 2;

    @Override
    public int lanes() {
        return L;
    }

    @Override
    public void outputs(
            int in, int out, int batch, float[] weights, int w, boolean bias, float[] x, int xAt, float[] y, int yAt) {
        float[] start = bias ? weights : null;
        int b = w + in * out * L;
        product(out, batch, in, weights, w, in * L, L, x, xAt, L, in * L, start, b, y, yAt, L, out * L);
    }

    @Override
    public void inputGradient(
            int in, int out, int batch, float[] weights, int w, float[] dy, int dyAt, float[] dx, int dxAt) {
        product(in, batch, out, weights, w, L, in * L, dy, dyAt, L, out * L, null, 0, dx, dxAt, L, in * L);
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
        product(out, in, batch, dy, dyAt, L, out * L, x, xAt, in * L, L, null, 0, gradient, g, in * L, L);
        if (bias) {
            sums(out, batch, dy, dyAt, gradient, g + in * out * L);
        }
    }

    @Override
    public void tanh(float[] x, float[] y, int n) {
        for (int i = 0; i < n; i += L) {
            tanh(load(x, i)).intoArray(y, i);
        }
    }

    @Override
    public void sigmoid(float[] x, float[] y, int n) {
        FloatVector half = FloatVector.broadcast(SPECIES, 0.5f);
        for (int i = 0; i < n; i += L) {
            tanh(load(x, i).mul(half)).fma(half, half).intoArray(y, i);
        }
    }

    private static FloatVector tanh(FloatVector x) {
        FloatVector clipped = clipped(x);
        FloatVector u = clipped.mul(clipped);
        FloatVector p = step(step(step(step(constant(Tanh.P4), u, Tanh.P3), u, Tanh.P2), u, Tanh.P1), u, Tanh.P0);
        FloatVector q = step(step(step(step(constant(Tanh.Q4), u, Tanh.Q3), u, Tanh.Q2), u, Tanh.Q1), u, 1);
        return clipped.mul(p).div(q);
    }

    /** By comparing and choosing: a vector's minimum and maximum would look after signs of zero as well. */
    private static FloatVector clipped(FloatVector x) {
        FloatVector end = constant(Tanh.END);
        FloatVector below = x.blend(end, x.compare(VectorOperators.GT, end));
        FloatVector start = constant(-Tanh.END);
        return below.blend(start, below.compare(VectorOperators.LT, start));
    }

    private static FloatVector constant(float value) {
        return FloatVector.broadcast(SPECIES, value);
    }

    private static FloatVector step(FloatVector sum, FloatVector u, float next) {
        return sum.fma(u, constant(next));
    }

    private static void sums(int values, int rows, float[] from, int at, float[] to, int toAt) {
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
            sum = sum.add(load(from, next));
        }
        sum.intoArray(to, toAt);
    }

    private static void fourSums(int rows, float[] from, int at, int step, float[] to, int toAt) {
        FloatVector c0 = FloatVector.zero(SPECIES);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        for (int row = 0, next = at; row < rows; row++, next += step) {
            c0 = c0.add(load(from, next));
            c1 = c1.add(load(from, next + L));
            c2 = c2.add(load(from, next + 2 * L));
            c3 = c3.add(load(from, next + 3 * L));
        }
        store(c0, c1, c2, c3, to, toAt, L);
    }

    /**
     * {@code C[m,n] = A[m,k] B[k,n]}, each row of {@code C} beginning with a value of {@code start} if that is not null. Rows and columns
     * are so many floats apart.
     */
    private static void product(
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
            float[] c,
            int cAt,
            int cRow,
            int cColumn) {
        int rows = m < TILE ? 1 : TILE;
        int columns = n < TILE ? 1 : TILE;
        for (int i = 0; i < m; i += rows) {
            boolean few = rows == TILE && columns == TILE && m - i <= PAIR;
            int row = Math.min(i, m - (few ? PAIR : rows));
            int p = aAt + row * aRow;
            int s = startAt + row * L;
            for (int j = 0; j < n; j += columns) {
                int column = Math.min(j, n - columns);
                int q = bAt + column * bColumn;
                int to = cAt + row * cRow + column * cColumn;
                if (rows == 1 && columns == 1) {
                    one(k, a, p, aColumn, b, q, bRow, start, s, c, to);
                } else if (rows == 1) {
                    row(k, a, p, aColumn, b, q, bRow, bColumn, start, s, c, to, cColumn);
                } else if (columns == 1) {
                    column(k, a, p, aRow, aColumn, b, q, bRow, start, s, c, to, cRow);
                } else if (few) {
                    pair(k, a, p, aRow, aColumn, b, q, bRow, bColumn, start, s, c, to, cRow, cColumn);
                } else {
                    tile(k, a, p, aRow, aColumn, b, q, bRow, bColumn, start, s, c, to, cRow, cColumn);
                }
            }
        }
    }

    private static FloatVector load(float[] values, int at) {
        return FloatVector.fromArray(SPECIES, values, at);
    }

    private static FloatVector first(float[] start, int at) {
        return start == null ? FloatVector.zero(SPECIES) : load(start, at);
    }

    private static void one(
            int k, float[] a, int p, int aColumn, float[] b, int q, int bRow, float[] start, int s, float[] c, int to) {
        FloatVector sum = first(start, s);
        for (int i = 0; i < k; i++, p += aColumn, q += bRow) {
            sum = load(a, p).fma(load(b, q), sum);
        }
        sum.intoArray(c, to);
    }

    private static void row(
            int k,
            float[] a,
            int p,
            int aColumn,
            float[] b,
            int q,
            int bRow,
            int bColumn,
            float[] start,
            int s,
            float[] c,
            int to,
            int cColumn) {
        FloatVector c0 = first(start, s);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        for (int i = 0; i < k; i++, p += aColumn, q += bRow) {
            FloatVector factor = load(a, p);
            c0 = factor.fma(load(b, q), c0);
            c1 = factor.fma(load(b, q + bColumn), c1);
            c2 = factor.fma(load(b, q + 2 * bColumn), c2);
            c3 = factor.fma(load(b, q + 3 * bColumn), c3);
        }
        store(c0, c1, c2, c3, c, to, cColumn);
    }

    private static void column(
            int k,
            float[] a,
            int p,
            int aRow,
            int aColumn,
            float[] b,
            int q,
            int bRow,
            float[] start,
            int s,
            float[] c,
            int to,
            int cRow) {
        FloatVector c0 = first(start, s);
        FloatVector c1 = first(start, s + L);
        FloatVector c2 = first(start, s + 2 * L);
        FloatVector c3 = first(start, s + 3 * L);
        for (int i = 0; i < k; i++, p += aColumn, q += bRow) {
            FloatVector factor = load(b, q);
            c0 = load(a, p).fma(factor, c0);
            c1 = load(a, p + aRow).fma(factor, c1);
            c2 = load(a, p + 2 * aRow).fma(factor, c2);
            c3 = load(a, p + 3 * aRow).fma(factor, c3);
        }
        store(c0, c1, c2, c3, c, to, cRow);
    }

    private static void store(
            FloatVector c0, FloatVector c1, FloatVector c2, FloatVector c3, float[] c, int to, int step) {
        c0.intoArray(c, to);
        c1.intoArray(c, to + step);
        c2.intoArray(c, to + 2 * step);
        c3.intoArray(c, to + 3 * step);
    }

    private static void pair(
            int k,
            float[] a,
            int p,
            int aRow,
            int aColumn,
            float[] b,
            int q,
            int bRow,
            int bColumn,
            float[] start,
            int s,
            float[] c,
            int to,
            int cRow,
            int cColumn) {
        FloatVector c00 = first(start, s);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c03 = c00;
        FloatVector c10 = first(start, s + L);
        FloatVector c11 = c10;
        FloatVector c12 = c10;
        FloatVector c13 = c10;
        for (int i = 0; i < k; i++, p += aColumn, q += bRow) {
            FloatVector b0 = load(b, q);
            FloatVector b1 = load(b, q + bColumn);
            FloatVector b2 = load(b, q + 2 * bColumn);
            FloatVector b3 = load(b, q + 3 * bColumn);
            FloatVector factor = load(a, p);
            c00 = factor.fma(b0, c00);
            c01 = factor.fma(b1, c01);
            c02 = factor.fma(b2, c02);
            c03 = factor.fma(b3, c03);
            factor = load(a, p + aRow);
            c10 = factor.fma(b0, c10);
            c11 = factor.fma(b1, c11);
            c12 = factor.fma(b2, c12);
            c13 = factor.fma(b3, c13);
        }
        store(c00, c01, c02, c03, c, to, cColumn);
        store(c10, c11, c12, c13, c, to + cRow, cColumn);
    }

    private static void tile(
            int k,
            float[] a,
            int p,
            int aRow,
            int aColumn,
            float[] b,
            int q,
            int bRow,
            int bColumn,
            float[] start,
            int s,
            float[] c,
            int to,
            int cRow,
            int cColumn) {
        FloatVector c00 = first(start, s);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c03 = c00;
        FloatVector c10 = first(start, s + L);
        FloatVector c11 = c10;
        FloatVector c12 = c10;
        FloatVector c13 = c10;
        FloatVector c20 = first(start, s + 2 * L);
        FloatVector c21 = c20;
        FloatVector c22 = c20;
        FloatVector c23 = c20;
        FloatVector c30 = first(start, s + 3 * L);
        FloatVector c31 = c30;
        FloatVector c32 = c30;
        FloatVector c33 = c30;
        for (int i = 0; i < k; i++, p += aColumn, q += bRow) {
            FloatVector b0 = load(b, q);
            FloatVector b1 = load(b, q + bColumn);
            FloatVector b2 = load(b, q + 2 * bColumn);
            FloatVector b3 = load(b, q + 3 * bColumn);
            FloatVector factor = load(a, p);
            c00 = factor.fma(b0, c00);
            c01 = factor.fma(b1, c01);
            c02 = factor.fma(b2, c02);
            c03 = factor.fma(b3, c03);
            factor = load(a, p + aRow);
            c10 = factor.fma(b0, c10);
            c11 = factor.fma(b1, c11);
            c12 = factor.fma(b2, c12);
            c13 = factor.fma(b3, c13);
            factor = load(a, p + 2 * aRow);
            c20 = factor.fma(b0, c20);
            c21 = factor.fma(b1, c21);
            c22 = factor.fma(b2, c22);
            c23 = factor.fma(b3, c23);
            factor = load(a, p + 3 * aRow);
            c30 = factor.fma(b0, c30);
            c31 = factor.fma(b1, c31);
            c32 = factor.fma(b2, c32);
            c33 = factor.fma(b3, c33);
        }
        store(c00, c01, c02, c03, c, to, cColumn);
        store(c10, c11, c12, c13, c, to + cRow, cColumn);
        store(c20, c21, c22, c23, c, to + 2 * cRow, cColumn);
        store(c30, c31, c32, c33, c, to + 3 * cRow, cColumn);
    }
}
