package org.hypernetspark.param;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link TranspositionKernel} by the Vector API, in blocks of as many floats a side as a vector has. {@link Simd} finds out whether it can be
 * loaded and is faster than plain loops: it is not with shorter vectors (0.6 of their speed with 8 floats, 1.5 with 16).
 *
 * <p>Blocks at an edge lie over the ones before. Within a block quarters change places, then quarters of these: each step exchanges half of the lanes of two rows. Four rows at a time are read, pass
 * through two steps and are written, which is as many as need no more registers than there are.
 */
final class VectorTransposition implements TranspositionKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int L = SPECIES.length();
    /** A sum with negative zeros is the other number, bit for bit. */
    private static final float[] NOTHING = nothing();

    private static final int QUARTER = L / 4;
    private static final VectorShuffle<Float> BY_8 = exchange(8);
    private static final VectorShuffle<Float> BY_4 = exchange(4);
    private static final VectorShuffle<Float> BY_2 = exchange(2);
    private static final VectorShuffle<Float> BY_1 = exchange(1);
    private static final VectorMask<Float> UPPER_8 = upper(8);
    private static final VectorMask<Float> UPPER_4 = upper(4);
    private static final VectorMask<Float> UPPER_2 = upper(2);
    private static final VectorMask<Float> UPPER_1 = upper(1);
    private static final VectorMask<Float> LOWER_8 = UPPER_8.not();
    private static final VectorMask<Float> LOWER_4 = UPPER_4.not();
    private static final VectorMask<Float> LOWER_2 = UPPER_2.not();
    private static final VectorMask<Float> LOWER_1 = UPPER_1.not();

    private static float[] nothing() {
        float[] nothing = new float[L];
        Arrays.fill(nothing, -0f);
        return nothing;
    }

    private static VectorShuffle<Float> exchange(int distance) {
        return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % L);
    }

    private static VectorMask<Float> upper(int distance) {
        boolean[] upper = new boolean[L];
        for (int lane = 0; lane < L; lane++) {
            upper[lane] = (lane & distance) != 0;
        }
        return VectorMask.fromArray(SPECIES, upper, 0);
    }

    @Override
    public int side() {
        return L;
    }

    @Override
    public void copy(int rows, int cols, float[] x, int xAt, int ldx, float[] y, int yAt, int ldy) {
        blocks(rows, cols, x, xAt, ldx, NOTHING, 0, 0, y, yAt, ldy);
    }

    @Override
    public void copyAndAdd(
            int rows, int cols, float[] x, int xAt, float[] bias, int biasAt, float[] y, int yAt, int ldy) {
        blocks(rows, cols, x, xAt, cols, bias, biasAt, 1, y, yAt, ldy);
    }

    /** Adds to each row of {@code x} its value of {@code addends}, which are {@code step} apart. */
    private static void blocks(
            int rows,
            int cols,
            float[] x,
            int xAt,
            int ldx,
            float[] addends,
            int addendsAt,
            int step,
            float[] y,
            int yAt,
            int ldy) {
        for (int i = 0; i < rows; i += L) {
            int row = Math.min(i, rows - L);
            for (int j = 0; j < cols; j += L) {
                int col = Math.min(j, cols - L);
                int to = yAt + col * ldy + row;
                exchangeHalves(x, xAt + row * ldx + col, ldx, y, to, ldy);
                exchangePairs(y, to, ldy, addends, addendsAt + row * step);
            }
        }
    }

    /** Quarters of the block, and quarters of these; from one place to another. */
    private static void exchangeHalves(float[] from, int at, int stride, float[] to, int toAt, int toStride) {
        for (int i = 0; i < QUARTER; i++) {
            int p = at + i * stride;
            int q = toAt + i * toStride;
            FloatVector a = FloatVector.fromArray(SPECIES, from, p);
            FloatVector b = FloatVector.fromArray(SPECIES, from, p + QUARTER * stride);
            FloatVector c = FloatVector.fromArray(SPECIES, from, p + 2 * QUARTER * stride);
            FloatVector d = FloatVector.fromArray(SPECIES, from, p + 3 * QUARTER * stride);
            FloatVector ac = a.blend(c.rearrange(BY_8), UPPER_8);
            FloatVector ca = c.blend(a.rearrange(BY_8), LOWER_8);
            FloatVector bd = b.blend(d.rearrange(BY_8), UPPER_8);
            FloatVector db = d.blend(b.rearrange(BY_8), LOWER_8);
            ac.blend(bd.rearrange(BY_4), UPPER_4).intoArray(to, q);
            bd.blend(ac.rearrange(BY_4), LOWER_4).intoArray(to, q + QUARTER * toStride);
            ca.blend(db.rearrange(BY_4), UPPER_4).intoArray(to, q + 2 * QUARTER * toStride);
            db.blend(ca.rearrange(BY_4), LOWER_4).intoArray(to, q + 3 * QUARTER * toStride);
        }
    }

    /** Pairs of pairs, and pairs, in place; the same vector is added to every row. */
    private static void exchangePairs(float[] rows, int at, int stride, float[] addends, int addendsAt) {
        FloatVector addend = FloatVector.fromArray(SPECIES, addends, addendsAt);
        for (int i = 0; i < L; i += 4) {
            int p = at + i * stride;
            FloatVector a = FloatVector.fromArray(SPECIES, rows, p);
            FloatVector b = FloatVector.fromArray(SPECIES, rows, p + stride);
            FloatVector c = FloatVector.fromArray(SPECIES, rows, p + 2 * stride);
            FloatVector d = FloatVector.fromArray(SPECIES, rows, p + 3 * stride);
            FloatVector ac = a.blend(c.rearrange(BY_2), UPPER_2);
            FloatVector ca = c.blend(a.rearrange(BY_2), LOWER_2);
            FloatVector bd = b.blend(d.rearrange(BY_2), UPPER_2);
            FloatVector db = d.blend(b.rearrange(BY_2), LOWER_2);
            ac.blend(bd.rearrange(BY_1), UPPER_1).add(addend).intoArray(rows, p);
            bd.blend(ac.rearrange(BY_1), LOWER_1).add(addend).intoArray(rows, p + stride);
            ca.blend(db.rearrange(BY_1), UPPER_1).add(addend).intoArray(rows, p + 2 * stride);
            db.blend(ca.rearrange(BY_1), LOWER_1).add(addend).intoArray(rows, p + 3 * stride);
        }
    }
}
