package org.hypernetspark.param;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over the lanes, eight or sixteen, of as many vectors as a vector has lanes: two vectors become one that has sums of neighbours of both, until one is left. A
 * vector's own sum of lanes takes several times as long.
 */
final class VectorLaneSums {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int L = SPECIES.length();
    private static final boolean SIXTEEN = L == 16;

    private static final VectorMask<Float> M1 = mask(1);
    private static final VectorMask<Float> M2 = mask(2);
    private static final VectorMask<Float> M4 = mask(4);
    private static final VectorMask<Float> M8 = mask(8);
    private static final VectorShuffle<Float> S1 = VectorShuffle.fromOp(SPECIES, i -> i ^ 1);
    private static final VectorShuffle<Float> S2 = VectorShuffle.fromOp(SPECIES, i -> i ^ 2);
    private static final VectorShuffle<Float> S4 = VectorShuffle.fromOp(SPECIES, i -> i ^ 4);
    private static final VectorShuffle<Float> S8 = VectorShuffle.fromOp(SPECIES, i -> (i ^ 8) % L);

    private VectorLaneSums() {}

    private static VectorMask<Float> mask(int bit) {
        boolean[] lanes = new boolean[L];
        for (int i = 0; i < L; i++) {
            lanes[i] = (i & bit) != 0;
        }
        return VectorMask.fromArray(SPECIES, lanes, 0);
    }

    /** Floats of so many vectors, and of those that are missing to a multiple of the lanes. */
    static int room(int n) {
        return (n + L - 1) / L * L * L;
    }

    /**
     * {@code to[at + i]} becomes the sum of the lanes of vector {@code i}.
     *
     * @param vectors {@link #room} floats, of which the vectors are the first; overwritten
     */
    static void sums(int n, float[] vectors, float[] to, int at) {
        int whole = n / L * L;
        for (int i = 0; i < whole; i += L) {
            fold(vectors, i * L, to, at + i);
        }
        if (whole < n) {
            fold(vectors, whole * L, vectors, 0);
            System.arraycopy(vectors, 0, to, at + whole, n - whole);
        }
    }

    private static void fold(float[] v, int from, float[] to, int at) {
        FloatVector a = FloatVector.fromArray(SPECIES, v, from);
        FloatVector b = FloatVector.fromArray(SPECIES, v, from + L);
        FloatVector c = FloatVector.fromArray(SPECIES, v, from + 2 * L);
        FloatVector d = FloatVector.fromArray(SPECIES, v, from + 3 * L);
        FloatVector ab = a.blend(b, M1).add(b.blend(a, M1).rearrange(S1));
        FloatVector cd = c.blend(d, M1).add(d.blend(c, M1).rearrange(S1));
        FloatVector first = ab.blend(cd, M2).add(cd.blend(ab, M2).rearrange(S2));
        a = FloatVector.fromArray(SPECIES, v, from + 4 * L);
        b = FloatVector.fromArray(SPECIES, v, from + 5 * L);
        c = FloatVector.fromArray(SPECIES, v, from + 6 * L);
        d = FloatVector.fromArray(SPECIES, v, from + 7 * L);
        ab = a.blend(b, M1).add(b.blend(a, M1).rearrange(S1));
        cd = c.blend(d, M1).add(d.blend(c, M1).rearrange(S1));
        FloatVector second = ab.blend(cd, M2).add(cd.blend(ab, M2).rearrange(S2));
        FloatVector eight = first.blend(second, M4).add(second.blend(first, M4).rearrange(S4));
        if (SIXTEEN) {
            a = FloatVector.fromArray(SPECIES, v, from + 8 * L);
            b = FloatVector.fromArray(SPECIES, v, from + 9 * L);
            c = FloatVector.fromArray(SPECIES, v, from + 10 * L);
            d = FloatVector.fromArray(SPECIES, v, from + 11 * L);
            ab = a.blend(b, M1).add(b.blend(a, M1).rearrange(S1));
            cd = c.blend(d, M1).add(d.blend(c, M1).rearrange(S1));
            first = ab.blend(cd, M2).add(cd.blend(ab, M2).rearrange(S2));
            a = FloatVector.fromArray(SPECIES, v, from + 12 * L);
            b = FloatVector.fromArray(SPECIES, v, from + 13 * L);
            c = FloatVector.fromArray(SPECIES, v, from + 14 * L);
            d = FloatVector.fromArray(SPECIES, v, from + 15 * L);
            ab = a.blend(b, M1).add(b.blend(a, M1).rearrange(S1));
            cd = c.blend(d, M1).add(d.blend(c, M1).rearrange(S1));
            second = ab.blend(cd, M2).add(cd.blend(ab, M2).rearrange(S2));
            FloatVector more =
                    first.blend(second, M4).add(second.blend(first, M4).rearrange(S4));
            eight = eight.blend(more, M8).add(more.blend(eight, M8).rearrange(S8));
        }
        eight.intoArray(to, at);
    }
}
