package org.hypernetspark.param;

/**
 * A pseudo-random permutation of 0 .. n-1 that needs no table: position to index in constant time and space.
 *
 * <p>A Feistel network over the next even power of two, walked until the value falls below {@code n} (Black and
 * Rogaway, "Ciphers with arbitrary finite domains", 2002). Each round hashes one half by the upper bits of
 * {@code factor x + addend} with a factor and an addend drawn from the key (Dietzfelbinger, "Universal hashing and k-wise
 * independent random variables via integer arithmetic without primes", 1996): one multiplication, and any two values are
 * hashed independently. Visits every index once, so an epoch is one walk over the positions.
 *
 * <p>Not thread-safe; one object serves many orders without allocation.
 */
public final class Permutation {
    /** With fewer, some orders come visibly more often: four rounds fail a chi-squared test below a hundred or so indices. */
    private static final int ROUNDS = 6;
    /** For up to 16 indices, whose halves of one or two bits mix slowly. */
    private static final int SMALL_ROUNDS = 12;

    private final long[] factors = new long[SMALL_ROUNDS];
    private final long[] addends = new long[SMALL_ROUNDS];
    private int n;
    private int halfBits;
    private int rounds;

    /** The index at {@code position} of the permutation of 0 .. {@code n}-1 named by {@code key}. */
    public static int at(int position, int n, long key) {
        return new Permutation().reset(n, key).at(position);
    }

    /**
     * Becomes the permutation named by {@code key}.
     *
     * @param indices number of indices, at least 1
     */
    public Permutation reset(int indices, long key) {
        n = indices;
        halfBits = Math.max(1, (33 - Integer.numberOfLeadingZeros(indices - 1)) / 2);
        rounds = halfBits < 3 ? SMALL_ROUNDS : ROUNDS;
        long state = key;
        for (int round = 0; round < rounds; round++) {
            state += Seeds.GOLDEN_GAMMA;
            factors[round] = Seeds.mix(state);
            state += Seeds.GOLDEN_GAMMA;
            addends[round] = Seeds.mix(state);
        }
        return this;
    }

    /** The index at a position 0 .. n-1. */
    public int at(int position) {
        long value = position;
        do {
            value = walk(value, halfBits, rounds, factors, addends);
        } while (value >= n);
        return (int) value;
    }

    /** The indices at {@code count} positions, from {@code first} on: {@link #at(int)} of each. */
    public void at(int first, int count, int[] indices) {
        for (int i = 0; i < count; i++) {
            indices[i] = at(first + i);
        }
    }

    /** All rounds, two at a time, so that the halves need not change places. */
    private static long walk(long value, int halfBits, int rounds, long[] factors, long[] addends) {
        int upper = Long.SIZE - halfBits;
        long left = value >>> halfBits;
        long right = value & ((1L << halfBits) - 1);
        for (int round = 0; round < rounds; round += 2) {
            left ^= (factors[round] * right + addends[round]) >>> upper;
            right ^= (factors[round + 1] * left + addends[round + 1]) >>> upper;
        }
        return left << halfBits | right;
    }
}
