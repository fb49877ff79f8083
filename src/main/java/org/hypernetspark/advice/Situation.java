package org.hypernetspark.advice;

import java.util.Map;
import java.util.Objects;
import org.hypernetspark.config.DataShape;
import org.hypernetspark.net.Network;

/**
 * What is known before a hypernet is chosen.
 *
 * @param answers to the five questions
 * @param target the target network
 * @param descriptor size of a task's descriptor; 0 if there is none
 * @param tasks number of tasks, at least 1
 * @param rows rows of all tasks, at least 1
 * @param classes number of classes; 0 in regression
 */
public record Situation(Answers answers, Network target, int descriptor, long tasks, long rows, int classes) {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is too small, or the target has no weights
     */
    public Situation {
        Objects.requireNonNull(answers, "answers");
        if (descriptor < 0 || tasks < 1 || rows < 1) {
            throw new IllegalArgumentException("Advice needs at least 1 task, 1 row and a descriptor of 0 or more; got "
                    + tasks + " tasks, " + rows + " rows and a descriptor of " + descriptor);
        }
        if (target.layout().size() == 0) {
            throw new IllegalArgumentException("The target has no weights to generate");
        }
    }

    /** Of a regression. */
    public Situation(Answers answers, Network target, int descriptor, long tasks, long rows) {
        this(answers, target, descriptor, tasks, rows, 0);
    }

    /** What the data tells about the sizes of a hypernet's inputs. */
    public DataShape data() {
        return new DataShape(descriptor, target.input().size(), 1, classes, Map.of());
    }

    /** Weights of one target. */
    public int weights() {
        return target.layout().size();
    }
}
