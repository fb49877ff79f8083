package org.hypernetspark.hyper;

import java.io.Serializable;

/**
 * What the hypernet sees of a task: a learned embedding, the task's descriptor, or both joined (embedding first).
 *
 * @param embedding size of the learned task embedding; 0 for none
 * @param descriptor size of the given task descriptor; 0 for none
 */
public record Condition(int embedding, int descriptor) implements Serializable {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is negative or both are 0
     */
    public Condition {
        if (embedding < 0 || descriptor < 0 || embedding + descriptor == 0) {
            throw new IllegalArgumentException(
                    "A condition needs a task embedding, a task descriptor, or both; got sizes " + embedding + " and "
                            + descriptor);
        }
    }

    /** Length of the condition vector. */
    public int size() {
        return embedding + descriptor;
    }
}
