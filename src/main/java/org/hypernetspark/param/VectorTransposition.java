package org.hypernetspark.param;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Transposes square blocks of as many floats a side as a vector has.
 *
 * <p>Quarters change places, then quarters of these: each step exchanges half of the lanes of two rows. Four rows at a time are read, pass
 * through two steps and are written, which is as many as need no more registers than there are.
 */
final class VectorTransposition {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int L = SPECIES.length();
    /** Whether it is faster than {@link Interleaving}: not with shorter vectors (0.6 of its speed with 8 floats, 1.5 with 16). */
    static final boolean FAST = L == 16;

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

    private VectorTransposition() {}

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

    /** One block; rows are {@code stride} and {@code toStride} apart. {@code to} is another array, or another place. */
    static void transpose(float[] from, int at, int stride, float[] to, int toAt, int toStride) {
        for (int i = 0; i < QUARTER; i++) {
            exchangeHalves(from, at + i * stride, QUARTER * stride, to, toAt + i * toStride, QUARTER * toStride);
        }
        for (int i = 0; i < L; i += 4) {
            exchangePairs(to, toAt + i * toStride, toStride);
        }
    }

    private static void exchangeHalves(float[] from, int at, int stride, float[] to, int toAt, int toStride) {
        FloatVector a = FloatVector.fromArray(SPECIES, from, at);
        FloatVector b = FloatVector.fromArray(SPECIES, from, at + stride);
        FloatVector c = FloatVector.fromArray(SPECIES, from, at + 2 * stride);
        FloatVector d = FloatVector.fromArray(SPECIES, from, at + 3 * stride);
        FloatVector ac = a.blend(c.rearrange(BY_8), UPPER_8);
        FloatVector ca = c.blend(a.rearrange(BY_8), LOWER_8);
        FloatVector bd = b.blend(d.rearrange(BY_8), UPPER_8);
        FloatVector db = d.blend(b.rearrange(BY_8), LOWER_8);
        ac.blend(bd.rearrange(BY_4), UPPER_4).intoArray(to, toAt);
        bd.blend(ac.rearrange(BY_4), LOWER_4).intoArray(to, toAt + toStride);
        ca.blend(db.rearrange(BY_4), UPPER_4).intoArray(to, toAt + 2 * toStride);
        db.blend(ca.rearrange(BY_4), LOWER_4).intoArray(to, toAt + 3 * toStride);
    }

    private static void exchangePairs(float[] rows, int at, int stride) {
        FloatVector a = FloatVector.fromArray(SPECIES, rows, at);
        FloatVector b = FloatVector.fromArray(SPECIES, rows, at + stride);
        FloatVector c = FloatVector.fromArray(SPECIES, rows, at + 2 * stride);
        FloatVector d = FloatVector.fromArray(SPECIES, rows, at + 3 * stride);
        FloatVector ac = a.blend(c.rearrange(BY_2), UPPER_2);
        FloatVector ca = c.blend(a.rearrange(BY_2), LOWER_2);
        FloatVector bd = b.blend(d.rearrange(BY_2), UPPER_2);
        FloatVector db = d.blend(b.rearrange(BY_2), LOWER_2);
        ac.blend(bd.rearrange(BY_1), UPPER_1).intoArray(rows, at);
        bd.blend(ac.rearrange(BY_1), LOWER_1).intoArray(rows, at + stride);
        ca.blend(db.rearrange(BY_1), UPPER_1).intoArray(rows, at + 2 * stride);
        db.blend(ca.rearrange(BY_1), LOWER_1).intoArray(rows, at + 3 * stride);
    }
}
