package org.hypernetspark.ml.predict;

import java.util.Arrays;

/** What a generated network depends on: the task, and its descriptor as the row gives it. */
final class NetworkKey {
    private final String task;
    private final float[] descriptor;

    NetworkKey(String task, float[] descriptor) {
        this.task = task;
        this.descriptor = descriptor;
    }

    String task() {
        return task;
    }

    float[] descriptor() {
        return descriptor;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkKey key && task.equals(key.task) && Arrays.equals(descriptor, key.descriptor);
    }

    @Override
    public int hashCode() {
        return 31 * task.hashCode() + Arrays.hashCode(descriptor);
    }
}
