package org.hypernetspark.ml.table;

import java.io.Serializable;
import java.util.BitSet;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;

/**
 * Which rows of a task are kept aside to validate on: decided by seed, task and the row's content, so equal rows go to the
 * same side. A task always keeps a row to train on.
 *
 * @param fraction of the rows to keep aside, in [0, 1)
 * @param seed of the choice
 */
public record RowSplit(double fraction, long seed) implements Serializable {
    /** All rows to train on. */
    public static final RowSplit NONE = new RowSplit(0, 0);

    /**
     * Checks the fraction.
     *
     * @throws IllegalArgumentException if it is not in [0, 1)
     */
    public RowSplit {
        if (!(fraction >= 0 && fraction < 1)) {
            throw new IllegalArgumentException("validationFraction must be in [0, 1), got " + fraction);
        }
    }

    /** The rows to validate on. */
    BitSet validation(RawTask task) {
        BitSet chosen = new BitSet();
        if (fraction == 0) {
            return chosen;
        }
        long[] hashes = task.contentHashes();
        double[] draws = new double[hashes.length];
        double highest = 0;
        long key = Seeds.hash(task.id());
        for (int row = 0; row < draws.length; row++) {
            draws[row] = Seeds.unit(Seeds.derive(seed, Purpose.ROW_SPLIT, key, hashes[row]));
            highest = Math.max(highest, draws[row]);
        }
        for (int row = 0; row < draws.length; row++) {
            chosen.set(row, draws[row] < fraction && draws[row] < highest);
        }
        return chosen;
    }
}
