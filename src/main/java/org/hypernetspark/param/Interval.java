package org.hypernetspark.param;

/**
 * A part of a flat vector.
 *
 * @param from where it begins
 * @param to where it ends, not in it
 */
public record Interval(int from, int to) {}
