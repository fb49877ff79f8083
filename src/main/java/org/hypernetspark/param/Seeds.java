package org.hypernetspark.param;

import java.nio.charset.StandardCharsets;

/**
 * Seeds by identity: a run's seed, a purpose and the identities of what is drawn for (round, step, task).
 *
 * <p>Never from time, partition or attempt, so a retried or moved computation draws the same numbers. The mixing function
 * is SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014).
 */
public final class Seeds {
    static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private Seeds() {}

    /** The seed of one identity. */
    public static long derive(long seed, Purpose purpose, long identity) {
        return mix(mix(mix(seed) + GOLDEN_GAMMA * (purpose.code())) ^ mix(identity + GOLDEN_GAMMA));
    }

    /** The seed of a pair of identities, for example round and task. */
    public static long derive(long seed, Purpose purpose, long first, long second) {
        return mix(derive(seed, purpose, first) + GOLDEN_GAMMA ^ mix(second + GOLDEN_GAMMA));
    }

    /** A stream of random numbers for one identity. */
    public static RandomStream stream(long seed, Purpose purpose, long identity) {
        return new RandomStream(derive(seed, purpose, identity));
    }

    /** A stable 64-bit hash of a text: the same on every machine and in every version. */
    public static long hash(String text) {
        long hash = FNV_OFFSET;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xFF)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** A uniform number in [0, 1) that depends on {@code bits} alone. */
    public static double unit(long bits) {
        return (mix(bits) >>> 11) * 0x1.0p-53;
    }

    /** SplitMix64's finaliser: a bijection on 64 bits. */
    public static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
