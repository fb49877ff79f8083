package org.hypernetspark.param;

/** A small, fast, seeded stream of random numbers (SplitMix64). Not thread-safe; make one where it is used. */
public final class RandomStream {
    private long state;

    /** A stream that depends on {@code seed} alone; see {@link Seeds}. */
    public RandomStream(long seed) {
        this.state = seed;
    }

    /** Starts again from {@code seed}, so that one object serves many draws without allocation. */
    public void reset(long seed) {
        this.state = seed;
    }

    /** 64 random bits. */
    public long nextLong() {
        state += Seeds.GOLDEN_GAMMA;
        return Seeds.mix(state);
    }

    /** Uniform in [0, 1), 24 random bits. */
    public float nextFloat() {
        return (nextLong() >>> 40) * 0x1.0p-24f;
    }

    /** Uniform in [0, 1), 53 random bits. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /** Uniform in 0 .. {@code bound}-1; {@code bound} at least 1. */
    public int nextInt(int bound) {
        return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
    }

    /** Standard normal (Marsaglia's polar method). */
    public double nextGaussian() {
        while (true) {
            double u = 2 * nextDouble() - 1;
            double v = 2 * nextDouble() - 1;
            double s = u * u + v * v;
            if (s > 0 && s < 1) {
                return u * Math.sqrt(-2 * Math.log(s) / s);
            }
        }
    }
}
