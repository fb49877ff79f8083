package org.hypernetspark.ml.predict;

import java.util.Arrays;

/** What a generated network depends on: the task, and what the row gives: its descriptor, then what the hypernet sees of it. */
final class NetworkKey {
    private final String task;
    private final float[] given;

    NetworkKey(String task, float[] given) {
        this.task = task;
        this.given = given;
    }

    String task() {
        return task;
    }

    float[] given() {
        return given;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkKey key && task.equals(key.task) && Arrays.equals(given, key.given);
    }

    @Override
    public int hashCode() {
        return 31 * task.hashCode() + Arrays.hashCode(given);
    }
}
