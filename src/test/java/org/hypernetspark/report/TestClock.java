package org.hypernetspark.report;

import java.util.function.LongSupplier;

/** A clock that stands still until it is moved. */
final class TestClock implements LongSupplier {
    private long nanoseconds = 5_000_000_000L;

    @Override
    public long getAsLong() {
        return nanoseconds;
    }

    void forward(double seconds) {
        nanoseconds += Math.round(seconds * 1e9);
    }
}
