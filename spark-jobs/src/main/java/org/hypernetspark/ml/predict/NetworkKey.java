package org.hypernetspark.ml.predict;

import java.util.Arrays;

/** What a generated network depends on: the task and its variant, and what the row gives: its descriptor, then what the hypernet sees of it. */
final class NetworkKey {
    private final String task;
    private final float[] given;
    private final float[] preference;
    private final int variant;

    NetworkKey(String task, int variant, float[] given) {
        this(task, variant, given, new float[0]);
    }

    NetworkKey(String task, int variant, float[] given, float[] preference) {
        this.task = task;
        this.variant = variant;
        this.given = given;
        this.preference = preference;
    }

    /** The row's own preference; empty if the rules' holds. */
    float[] preference() {
        return preference;
    }

    /** The number of the target's variant. */
    int variant() {
        return variant;
    }

    String task() {
        return task;
    }

    float[] given() {
        return given;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkKey key
                && task.equals(key.task)
                && variant == key.variant
                && Arrays.equals(given, key.given)
                && Arrays.equals(preference, key.preference);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * task.hashCode() + Arrays.hashCode(given)) + Arrays.hashCode(preference);
    }
}
