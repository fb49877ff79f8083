package org.hypernetspark.param;

/**
 * A pseudo-random permutation of 0 .. n-1 that needs no table: position to index in constant time and space.
 *
 * <p>A Feistel network over the next even power of two, walked until the value falls below {@code n} (Black and
 * Rogaway, "Ciphers with arbitrary finite domains", 2002). Visits every index once, so an epoch is one walk over the
 * positions.
 */
public final class Permutation {
    /** With fewer, some orders come visibly more often: four rounds fail a chi-squared test below a hundred or so indices. */
    private static final int ROUNDS = 6;
    /** For up to 16 indices, whose halves of one or two bits mix slowly. */
    private static final int SMALL_ROUNDS = 12;

    private static final long ROUND_STEP = 0xD1342543DE82EF95L;

    private Permutation() {}

    /**
     * The index at {@code position} of the permutation named by {@code key}.
     *
     * @param position 0 .. n-1
     * @param n number of indices, at least 1
     */
    public static int at(int position, int n, long key) {
        int halfBits = Math.max(1, (33 - Integer.numberOfLeadingZeros(n - 1)) / 2);
        int rounds = halfBits < 3 ? SMALL_ROUNDS : ROUNDS;
        long mask = (1L << halfBits) - 1;
        long value = position;
        do {
            long left = value >>> halfBits;
            long right = value & mask;
            long roundKey = key;
            for (int round = 0; round < rounds; round++) {
                long next = left ^ (scramble(right * Seeds.GOLDEN_GAMMA + roundKey) & mask);
                left = right;
                right = next;
                roundKey += ROUND_STEP;
            }
            value = left << halfBits | right;
        } while (value >= n);
        return (int) value;
    }

    /** The upper part of two products depends on all bits of the value. */
    private static long scramble(long value) {
        long z = (value ^ (value >>> 32)) * 0xBF58476D1CE4E5B9L;
        return ((z ^ (z >>> 29)) * 0x94D049BB133111EBL) >>> 40;
    }
}
