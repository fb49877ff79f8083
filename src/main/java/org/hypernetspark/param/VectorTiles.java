package org.hypernetspark.param;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Parts of a product {@code C = A B} of matrices whose elements are vectors, up to 5 x 5 sums that stay in registers: {@code k} products each,
 * elements of {@code A} from {@code p} on and of {@code B} from {@code q} on, rows and columns so many floats apart.
 *
 * <p>A sum begins with a value of {@code start}, from {@code s} on, and takes one fused product after the other, so bits do not depend on tiles
 * or lanes. No method takes or returns a vector: if the compiler should not inline it, each would be an object.
 */
final class VectorTiles {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

    private VectorTiles() {}

    /** 1 x 1. */
    static void one(
            int k, float[] a, int p, int aColumn, float[] b, int q, int bRow, float[] start, int s, float[] c, int to) {
        FloatVector sum = FloatVector.fromArray(SPECIES, start, s);
        for (int i = 0; i < k; i++, p += aColumn, q += bRow) {
            sum = FloatVector.fromArray(SPECIES, a, p).fma(FloatVector.fromArray(SPECIES, b, q), sum);
        }
        sum.intoArray(c, to);
    }

    /** 1 x 4. */
    static void row(
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

    /** 4 x 1. */
    static void column(
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

    /** 2 x 4. */
    static void pair(
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

    /** 4 x 4. */
    static void tile(
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

    /** 5 x 5, for processors with 32 registers of vectors. */
    static void five(
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
        FloatVector c04 = c00;
        FloatVector c10 = FloatVector.fromArray(SPECIES, start, s + startRow);
        FloatVector c11 = c10;
        FloatVector c12 = c10;
        FloatVector c13 = c10;
        FloatVector c14 = c10;
        FloatVector c20 = FloatVector.fromArray(SPECIES, start, s + 2 * startRow);
        FloatVector c21 = c20;
        FloatVector c22 = c20;
        FloatVector c23 = c20;
        FloatVector c24 = c20;
        FloatVector c30 = FloatVector.fromArray(SPECIES, start, s + 3 * startRow);
        FloatVector c31 = c30;
        FloatVector c32 = c30;
        FloatVector c33 = c30;
        FloatVector c34 = c30;
        FloatVector c40 = FloatVector.fromArray(SPECIES, start, s + 4 * startRow);
        FloatVector c41 = c40;
        FloatVector c42 = c40;
        FloatVector c43 = c40;
        FloatVector c44 = c40;
        for (int i = 0; i < k; i++, p += aColumn, q += bRow) {
            FloatVector b0 = FloatVector.fromArray(SPECIES, b, q);
            FloatVector b1 = FloatVector.fromArray(SPECIES, b, q + bColumn);
            FloatVector b2 = FloatVector.fromArray(SPECIES, b, q + 2 * bColumn);
            FloatVector b3 = FloatVector.fromArray(SPECIES, b, q + 3 * bColumn);
            FloatVector b4 = FloatVector.fromArray(SPECIES, b, q + 4 * bColumn);
            FloatVector factor = FloatVector.fromArray(SPECIES, a, p);
            c00 = factor.fma(b0, c00);
            c01 = factor.fma(b1, c01);
            c02 = factor.fma(b2, c02);
            c03 = factor.fma(b3, c03);
            c04 = factor.fma(b4, c04);
            factor = FloatVector.fromArray(SPECIES, a, p + aRow);
            c10 = factor.fma(b0, c10);
            c11 = factor.fma(b1, c11);
            c12 = factor.fma(b2, c12);
            c13 = factor.fma(b3, c13);
            c14 = factor.fma(b4, c14);
            factor = FloatVector.fromArray(SPECIES, a, p + 2 * aRow);
            c20 = factor.fma(b0, c20);
            c21 = factor.fma(b1, c21);
            c22 = factor.fma(b2, c22);
            c23 = factor.fma(b3, c23);
            c24 = factor.fma(b4, c24);
            factor = FloatVector.fromArray(SPECIES, a, p + 3 * aRow);
            c30 = factor.fma(b0, c30);
            c31 = factor.fma(b1, c31);
            c32 = factor.fma(b2, c32);
            c33 = factor.fma(b3, c33);
            c34 = factor.fma(b4, c34);
            factor = FloatVector.fromArray(SPECIES, a, p + 4 * aRow);
            c40 = factor.fma(b0, c40);
            c41 = factor.fma(b1, c41);
            c42 = factor.fma(b2, c42);
            c43 = factor.fma(b3, c43);
            c44 = factor.fma(b4, c44);
        }
        c00.intoArray(c, to);
        c01.intoArray(c, to + cColumn);
        c02.intoArray(c, to + 2 * cColumn);
        c03.intoArray(c, to + 3 * cColumn);
        c04.intoArray(c, to + 4 * cColumn);
        c10.intoArray(c, to + cRow);
        c11.intoArray(c, to + cRow + cColumn);
        c12.intoArray(c, to + cRow + 2 * cColumn);
        c13.intoArray(c, to + cRow + 3 * cColumn);
        c14.intoArray(c, to + cRow + 4 * cColumn);
        c20.intoArray(c, to + 2 * cRow);
        c21.intoArray(c, to + 2 * cRow + cColumn);
        c22.intoArray(c, to + 2 * cRow + 2 * cColumn);
        c23.intoArray(c, to + 2 * cRow + 3 * cColumn);
        c24.intoArray(c, to + 2 * cRow + 4 * cColumn);
        c30.intoArray(c, to + 3 * cRow);
        c31.intoArray(c, to + 3 * cRow + cColumn);
        c32.intoArray(c, to + 3 * cRow + 2 * cColumn);
        c33.intoArray(c, to + 3 * cRow + 3 * cColumn);
        c34.intoArray(c, to + 3 * cRow + 4 * cColumn);
        c40.intoArray(c, to + 4 * cRow);
        c41.intoArray(c, to + 4 * cRow + cColumn);
        c42.intoArray(c, to + 4 * cRow + 2 * cColumn);
        c43.intoArray(c, to + 4 * cRow + 3 * cColumn);
        c44.intoArray(c, to + 4 * cRow + 4 * cColumn);
    }
}
