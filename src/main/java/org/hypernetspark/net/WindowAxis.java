package org.hypernetspark.net;

/**
 * How a window slides along one axis of an image.
 *
 * @param size values along the axis
 * @param kernel values under the window
 * @param stride distance between two positions of the window
 * @param padding zeros before the first and behind the last value
 */
record WindowAxis(int size, int kernel, int stride, int padding) {
    /** Number of positions: {@code floor((size + 2 padding - kernel) / stride) + 1}. */
    int steps() {
        return (size + 2 * padding - kernel) / stride + 1;
    }

    /** Values along the axis with padding. */
    int padded() {
        return size + 2 * padding;
    }

    /** Where in the image the value {@code at} of the window lies when the window is at {@code step}; may be outside. */
    int index(int step, int at) {
        return step * stride - padding + at;
    }

    /** First step at which the value {@code at} of the window lies inside the image. */
    int firstInside(int at) {
        return Math.min(steps(), Math.max(0, ceilDiv(padding - at, stride)));
    }

    /** The step behind the last one at which the value {@code at} of the window lies inside the image. */
    int endInside(int at) {
        int end = Math.min(steps(), ceilDiv(size + padding - at, stride));
        return Math.max(firstInside(at), end);
    }

    private static int ceilDiv(int x, int y) {
        return -Math.floorDiv(-x, y);
    }
}
