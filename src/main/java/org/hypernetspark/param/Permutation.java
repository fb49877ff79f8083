package org.hypernetspark.param;

/**
 * A pseudo-random permutation of 0 .. n-1 that needs no table: position to index in constant time and space.
 *
 * <p>A four-round Feistel network over the next even power of two, walked until the value falls below {@code n} (Black and
 * Rogaway, "Ciphers with arbitrary finite domains", 2002). Visits every index once, so an epoch is one walk over the
 * positions.
 */
public final class Permutation {
    private static final int ROUNDS = 4;

    private Permutation() {}

    /**
     * The index at {@code position} of the permutation named by {@code key}.
     *
     * @param position 0 .. n-1
     * @param n number of indices, at least 1
     */
    public static int at(int position, int n, long key) {
        int halfBits = Math.max(1, (33 - Integer.numberOfLeadingZeros(n - 1)) / 2);
        int mask = (1 << halfBits) - 1;
        long value = position;
        do {
            long left = value >>> halfBits;
            long right = value & mask;
            for (int round = 0; round < ROUNDS; round++) {
                long next = left ^ (Seeds.mix(key + right * Seeds.GOLDEN_GAMMA + round) & mask);
                left = right;
                right = next;
            }
            value = left << halfBits | right;
        } while (value >= n);
        return (int) value;
    }
}
