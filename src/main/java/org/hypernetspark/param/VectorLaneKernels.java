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
 * an edge lie over the ones before and compute the same again. No method takes or returns a vector: if the compiler should not
 * inline it, each would be an object.
 */
final class VectorLaneKernels implements LaneKernels {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int L = SPECIES.length();
    /** Rows and columns of a tile. */
    private static final int TILE = 4;
    /** What sums without a bias begin with. */
    private static final float[] ZEROS = new float[L];
    /** Rows of a last tile that needs no more. */
    private static final int PAIR = 2;

    @Override
    public int lanes() {
        return L;
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
            int startRow,
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
            int s = startAt + row * startRow;
            for (int j = 0; j < n; j += columns) {
                int column = Math.min(j, n - columns);
                int q = bAt + column * bColumn;
                int to = cAt + row * cRow + column * cColumn;
                if (rows == 1 && columns == 1) {
                    one(k, a, p, aColumn, b, q, bRow, start, s, c, to);
                } else if (rows == 1) {
                    row(k, a, p, aColumn, b, q, bRow, bColumn, start, s, c, to, cColumn);
                } else if (columns == 1) {
                    column(k, a, p, aRow, aColumn, b, q, bRow, start, s, startRow, c, to, cRow);
                } else if (few) {
                    pair(k, a, p, aRow, aColumn, b, q, bRow, bColumn, start, s, startRow, c, to, cRow, cColumn);
                } else {
                    tile(k, a, p, aRow, aColumn, b, q, bRow, bColumn, start, s, startRow, c, to, cRow, cColumn);
                }
            }
        }
    }

    private static void one(
            int k, float[] a, int p, int aColumn, float[] b, int q, int bRow, float[] start, int s, float[] c, int to) {
        FloatVector sum = FloatVector.fromArray(SPECIES, start, s);
        for (int i = 0; i < k; i++, p += aColumn, q += bRow) {
            sum = FloatVector.fromArray(SPECIES, a, p).fma(FloatVector.fromArray(SPECIES, b, q), sum);
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
        FloatVector c0 = FloatVector.fromArray(SPECIES, start, s);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        for (int i = 0; i < k; i++, p += aColumn, q += bRow) {
            FloatVector factor = FloatVector.fromArray(SPECIES, a, p);
            c0 = factor.fma(FloatVector.fromArray(SPECIES, b, q), c0);
            c1 = factor.fma(FloatVector.fromArray(SPECIES, b, q + bColumn), c1);
            c2 = factor.fma(FloatVector.fromArray(SPECIES, b, q + 2 * bColumn), c2);
            c3 = factor.fma(FloatVector.fromArray(SPECIES, b, q + 3 * bColumn), c3);
        }
        c0.intoArray(c, to);
        c1.intoArray(c, to + cColumn);
        c2.intoArray(c, to + 2 * cColumn);
        c3.intoArray(c, to + 3 * cColumn);
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
            int startRow,
            float[] c,
            int to,
            int cRow) {
        FloatVector c0 = FloatVector.fromArray(SPECIES, start, s);
        FloatVector c1 = FloatVector.fromArray(SPECIES, start, s + startRow);
        FloatVector c2 = FloatVector.fromArray(SPECIES, start, s + 2 * startRow);
        FloatVector c3 = FloatVector.fromArray(SPECIES, start, s + 3 * startRow);
        for (int i = 0; i < k; i++, p += aColumn, q += bRow) {
            FloatVector factor = FloatVector.fromArray(SPECIES, b, q);
            c0 = FloatVector.fromArray(SPECIES, a, p).fma(factor, c0);
            c1 = FloatVector.fromArray(SPECIES, a, p + aRow).fma(factor, c1);
            c2 = FloatVector.fromArray(SPECIES, a, p + 2 * aRow).fma(factor, c2);
            c3 = FloatVector.fromArray(SPECIES, a, p + 3 * aRow).fma(factor, c3);
        }
        c0.intoArray(c, to);
        c1.intoArray(c, to + cRow);
        c2.intoArray(c, to + 2 * cRow);
        c3.intoArray(c, to + 3 * cRow);
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
            int startRow,
            float[] c,
            int to,
            int cRow,
            int cColumn) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c03 = c00;
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s + startRow);
        FloatVector c11 = c10;
        FloatVector c12 = c10;
        FloatVector c13 = c10;
        for (int i = 0; i < k; i++, p += aColumn, q += bRow) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, q);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, q + bColumn);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, q + 2 * bColumn);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, q + 3 * bColumn);
            FloatVector factor = FloatVector.fromArray(SPECIES, a, p);
            c00 = factor.fma(b0, c00);
            c01 = factor.fma(b1, c01);
            c02 = factor.fma(b2, c02);
            c03 = factor.fma(b3, c03);
            factor = FloatVector.fromArray(SPECIES, a, p + aRow);
            c10 = factor.fma(b0, c10);
            c11 = factor.fma(b1, c11);
            c12 = factor.fma(b2, c12);
            c13 = factor.fma(b3, c13);
        }
        c00.intoArray(c, to);
        c01.intoArray(c, to + cColumn);
        c02.intoArray(c, to + 2 * cColumn);
        c03.intoArray(c, to + 3 * cColumn);
        c10.intoArray(c, to + cRow);
        c11.intoArray(c, to + cRow + cColumn);
        c12.intoArray(c, to + cRow + 2 * cColumn);
        c13.intoArray(c, to + cRow + 3 * cColumn);
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
            int startRow,
            float[] c,
            int to,
            int cRow,
            int cColumn) {
        FloatVector c00 = FloatVector.fromArray(SPECIES, start, s);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c03 = c00;
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s + startRow);
        FloatVector c11 = c10;
        FloatVector c12 = c10;
        FloatVector c13 = c10;
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s + 2 * startRow);
        FloatVector c21 = c20;
        FloatVector c22 = c20;
        FloatVector c23 = c20;
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s + 3 * startRow);
        FloatVector c31 = c30;
        FloatVector c32 = c30;
        FloatVector c33 = c30;
        for (int i = 0; i < k; i++, p += aColumn, q += bRow) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, q);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, q + bColumn);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, q + 2 * bColumn);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, q + 3 * bColumn);
            FloatVector factor = FloatVector.fromArray(SPECIES, a, p);
            c00 = factor.fma(b0, c00);
            c01 = factor.fma(b1, c01);
            c02 = factor.fma(b2, c02);
            c03 = factor.fma(b3, c03);
            factor = FloatVector.fromArray(SPECIES, a, p + aRow);
            c10 = factor.fma(b0, c10);
            c11 = factor.fma(b1, c11);
            c12 = factor.fma(b2, c12);
            c13 = factor.fma(b3, c13);
            factor = FloatVector.fromArray(SPECIES, a, p + 2 * aRow);
            c20 = factor.fma(b0, c20);
            c21 = factor.fma(b1, c21);
            c22 = factor.fma(b2, c22);
            c23 = factor.fma(b3, c23);
            factor = FloatVector.fromArray(SPECIES, a, p + 3 * aRow);
            c30 = factor.fma(b0, c30);
            c31 = factor.fma(b1, c31);
            c32 = factor.fma(b2, c32);
            c33 = factor.fma(b3, c33);
        }
        c00.intoArray(c, to);
        c01.intoArray(c, to + cColumn);
        c02.intoArray(c, to + 2 * cColumn);
        c03.intoArray(c, to + 3 * cColumn);
        c10.intoArray(c, to + cRow);
        c11.intoArray(c, to + cRow + cColumn);
        c12.intoArray(c, to + cRow + 2 * cColumn);
        c13.intoArray(c, to + cRow + 3 * cColumn);
        c20.intoArray(c, to + 2 * cRow);
        c21.intoArray(c, to + 2 * cRow + cColumn);
        c22.intoArray(c, to + 2 * cRow + 2 * cColumn);
        c23.intoArray(c, to + 2 * cRow + 3 * cColumn);
        c30.intoArray(c, to + 3 * cRow);
        c31.intoArray(c, to + 3 * cRow + cColumn);
        c32.intoArray(c, to + 3 * cRow + 2 * cColumn);
        c33.intoArray(c, to + 3 * cRow + 3 * cColumn);
    }
}
