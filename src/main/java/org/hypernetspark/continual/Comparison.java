package org.hypernetspark.continual;

import java.io.Serializable;

/**
 * Settings of the methods a hypernet is compared with.
 *
 * @param ewcStrength factor of EWC's penalty, at least 0
 * @param ewcDecay what remains of earlier importances when a task is added, in [0, 1]
 * @param siStrength factor of SI's penalty, at least 0
 * @param siDamping keeps SI's importances finite, above 0
 */
public record Comparison(double ewcStrength, double ewcDecay, double siStrength, double siDamping)
        implements Serializable {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Comparison {
        require(ewcStrength >= 0, "ewc.strength", "at least 0", ewcStrength);
        require(ewcDecay >= 0 && ewcDecay <= 1, "ewc.decay", "in [0, 1]", ewcDecay);
        require(siStrength >= 0, "si.strength", "at least 0", siStrength);
        require(siDamping > 0, "si.damping", "above 0", siDamping);
    }

    private static void require(boolean holds, String name, String expected, double value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " must be " + expected + ", got " + value);
        }
    }

    /** EWC at 100 with all earlier importances kept, SI at 0.1 with a damping of 0.1. */
    public static Comparison defaults() {
        return new Comparison(100, 1, 0.1, 0.1);
    }
}
