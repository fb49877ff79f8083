package org.hypernetspark.param;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Parts of a product {@code C = A B} where the elements of {@code A} are floats and those of {@code B} and {@code C} vectors: {@code k} products
 * each, elements of {@code A} from {@code p} on, its rows and columns so many floats apart, of {@code B} from {@code q} on and of {@code C} from
 * {@code to} on, their rows a vector apart.
 *
 * <p>As in {@link VectorTiles}, bits do not depend on tiles, and no method takes or returns a vector.
 */
final class VectorSharedTiles {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int L = SPECIES.length();

    private VectorSharedTiles() {}

    /** 1 x 1. */
    static void one(int k, float[] a, int p, int aColumn, float[] b, int q, float[] start, int s, float[] c, int to) {
        FloatVector sum = FloatVector.broadcast(SPECIES, start[s]);
        for (int i = 0; i < k; i++, p += aColumn, q += L) {
            sum = FloatVector.broadcast(SPECIES, a[p]).fma(FloatVector.fromArray(SPECIES, b, q), sum);
        }
        sum.intoArray(c, to);
    }

    /** 8 x 1. */
    static void column(
            int k,
            float[] a,
            int p,
            int aRow,
            int aColumn,
            float[] b,
            int q,
            float[] start,
            int s,
            int startRow,
            float[] c,
            int to) {
        FloatVector c0 = FloatVector.broadcast(SPECIES, start[s]);
        FloatVector c1 = FloatVector.broadcast(SPECIES, start[s + startRow]);
        FloatVector c2 = FloatVector.broadcast(SPECIES, start[s + 2 * startRow]);
        FloatVector c3 = FloatVector.broadcast(SPECIES, start[s + 3 * startRow]);
        FloatVector c4 = FloatVector.broadcast(SPECIES, start[s + 4 * startRow]);
        FloatVector c5 = FloatVector.broadcast(SPECIES, start[s + 5 * startRow]);
        FloatVector c6 = FloatVector.broadcast(SPECIES, start[s + 6 * startRow]);
        FloatVector c7 = FloatVector.broadcast(SPECIES, start[s + 7 * startRow]);
        for (int i = 0; i < k; i++, p += aColumn, q += L) {
            FloatVector factor = FloatVector.fromArray(SPECIES, b, q);
            c0 = FloatVector.broadcast(SPECIES, a[p]).fma(factor, c0);
            c1 = FloatVector.broadcast(SPECIES, a[p + aRow]).fma(factor, c1);
            c2 = FloatVector.broadcast(SPECIES, a[p + 2 * aRow]).fma(factor, c2);
            c3 = FloatVector.broadcast(SPECIES, a[p + 3 * aRow]).fma(factor, c3);
            c4 = FloatVector.broadcast(SPECIES, a[p + 4 * aRow]).fma(factor, c4);
            c5 = FloatVector.broadcast(SPECIES, a[p + 5 * aRow]).fma(factor, c5);
            c6 = FloatVector.broadcast(SPECIES, a[p + 6 * aRow]).fma(factor, c6);
            c7 = FloatVector.broadcast(SPECIES, a[p + 7 * aRow]).fma(factor, c7);
        }
        c0.intoArray(c, to);
        c1.intoArray(c, to + L);
        c2.intoArray(c, to + 2 * L);
        c3.intoArray(c, to + 3 * L);
        c4.intoArray(c, to + 4 * L);
        c5.intoArray(c, to + 5 * L);
        c6.intoArray(c, to + 6 * L);
        c7.intoArray(c, to + 7 * L);
    }

    /** 4 x 4. */
    static void tile(
            int k,
            float[] a,
            int p,
            int aRow,
            int aColumn,
            float[] b,
            int q,
            int bColumn,
            float[] start,
            int s,
            int startRow,
            float[] c,
            int to,
            int cColumn) {
        FloatVector c00 = FloatVector.broadcast(SPECIES, start[s]);
        FloatVector c01 = c00;
        FloatVector c02 = c00;
        FloatVector c03 = c00;
        FloatVector c10 = FloatVector.broadcast(SPECIES, start[s + startRow]);
        FloatVector c11 = c10;
        FloatVector c12 = c10;
        FloatVector c13 = c10;
        FloatVector c20 = FloatVector.broadcast(SPECIES, start[s + 2 * startRow]);
        FloatVector c21 = c20;
        FloatVector c22 = c20;
        FloatVector c23 = c20;
        FloatVector c30 = FloatVector.broadcast(SPECIES, start[s + 3 * startRow]);
        FloatVector c31 = c30;
        FloatVector c32 = c30;
        FloatVector c33 = c30;
        for (int i = 0; i < k; i++, p += aColumn, q += L) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, q);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, q + bColumn);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, q + 2 * bColumn);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, q + 3 * bColumn);
            FloatVector factor = FloatVector.broadcast(SPECIES, a[p]);
            c00 = factor.fma(b0, c00);
            c01 = factor.fma(b1, c01);
            c02 = factor.fma(b2, c02);
            c03 = factor.fma(b3, c03);
            factor = FloatVector.broadcast(SPECIES, a[p + aRow]);
            c10 = factor.fma(b0, c10);
            c11 = factor.fma(b1, c11);
            c12 = factor.fma(b2, c12);
            c13 = factor.fma(b3, c13);
            factor = FloatVector.broadcast(SPECIES, a[p + 2 * aRow]);
            c20 = factor.fma(b0, c20);
            c21 = factor.fma(b1, c21);
            c22 = factor.fma(b2, c22);
            c23 = factor.fma(b3, c23);
            factor = FloatVector.broadcast(SPECIES, a[p + 3 * aRow]);
            c30 = factor.fma(b0, c30);
            c31 = factor.fma(b1, c31);
            c32 = factor.fma(b2, c32);
            c33 = factor.fma(b3, c33);
        }
        c00.intoArray(c, to);
        c10.intoArray(c, to + L);
        c20.intoArray(c, to + 2 * L);
        c30.intoArray(c, to + 3 * L);
        c01.intoArray(c, to + cColumn);
        c11.intoArray(c, to + cColumn + L);
        c21.intoArray(c, to + cColumn + 2 * L);
        c31.intoArray(c, to + cColumn + 3 * L);
        c02.intoArray(c, to + 2 * cColumn);
        c12.intoArray(c, to + 2 * cColumn + L);
        c22.intoArray(c, to + 2 * cColumn + 2 * L);
        c32.intoArray(c, to + 2 * cColumn + 3 * L);
        c03.intoArray(c, to + 3 * cColumn);
        c13.intoArray(c, to + 3 * cColumn + L);
        c23.intoArray(c, to + 3 * cColumn + 2 * L);
        c33.intoArray(c, to + 3 * cColumn + 3 * L);
    }
}
