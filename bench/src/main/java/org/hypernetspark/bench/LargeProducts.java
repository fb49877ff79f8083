package org.hypernetspark.bench;

import java.util.OptionalDouble;

/**
 * Large matrix products between turns, on the thread that asks: what the machine could do in those very seconds, within which the speed of a
 * shared one changes by a third. Keeps count; not thread-safe.
 */
final class LargeProducts {
    /** At least so long each time. */
    static final double SECONDS = 0.2;

    private final double seconds;
    private final Runnable product;
    private double flops;
    private double elapsed;

    private LargeProducts(double seconds) {
        this.seconds = seconds;
        this.product = seconds == 0 ? () -> {} : ProductShape.LARGE.work();
    }

    /** None are run. */
    static LargeProducts none() {
        return new LargeProducts(0);
    }

    /** For {@link #SECONDS} each time. */
    static LargeProducts measured() {
        return new LargeProducts(SECONDS);
    }

    /** Multiplies. */
    void run() {
        long begin = System.nanoTime();
        for (double spent = 0; spent < seconds; spent = (System.nanoTime() - begin) * 1e-9) {
            product.run();
            flops += ProductShape.LARGE.flops();
        }
        elapsed += (System.nanoTime() - begin) * 1e-9;
    }

    /** Flops per second since the last call; empty if there were none. */
    OptionalDouble takeRate() {
        OptionalDouble rate = flops == 0 ? OptionalDouble.empty() : OptionalDouble.of(flops / elapsed);
        flops = 0;
        elapsed = 0;
        return rate;
    }
}
