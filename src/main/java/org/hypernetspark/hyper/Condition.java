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
     * @throws IllegalArgumentException if one is negative
     */
    public Condition {
        if (embedding < 0 || descriptor < 0) {
            throw new IllegalArgumentException("The sizes of task embedding and task descriptor must be 0 or more, got "
                    + embedding + " and " + descriptor);
        }
    }

    /** The same with a task embedding of another size. */
    Condition withEmbedding(int size) {
        return new Condition(size, descriptor);
    }

    /** Length of the condition vector. */
    public int size() {
        return embedding + descriptor;
    }
}
