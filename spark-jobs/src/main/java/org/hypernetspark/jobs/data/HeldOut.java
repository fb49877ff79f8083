package org.hypernetspark.jobs.data;

/**
 * Rows kept apart: a share drawn by a hash of each row's content, or those for which a condition holds.
 *
 * @param share in [0, 1); 0 if a condition is given
 * @param condition an SQL condition such as {@code year >= 2014}; empty if a share is given
 */
public record HeldOut(double share, String condition) {
    /** No rows. */
    public static final HeldOut NOTHING = new HeldOut(0, "");

    /** A share of the rows. */
    public static HeldOut share(double share) {
        return new HeldOut(share, "");
    }

    /** Whether rows may be held out at all. */
    public boolean any() {
        return share > 0 || !condition.isEmpty();
    }
}
