package org.hypernetspark.continual;

import java.util.Map;
import org.hypernetspark.train.MetricSums;

/** A method that learns the tasks of a sequence, one after the other. Holds working memory; not thread-safe. */
public interface Learner {
    /**
     * Learns a task; tasks come in order.
     *
     * @throws org.hypernetspark.train.TrainingDivergedException if a parameter is not finite afterwards
     */
    void learn(int task);

    /** Whether this method can be tested on a task now. */
    boolean knows(int task);

    /** Test scores on a task it knows, the task being told. */
    MetricSums score(int task);

    /** All that must be kept to go on after the tasks learned so far. */
    Map<String, float[]> state();

    /**
     * Goes on from a state.
     *
     * @param learned number of tasks learned when it was taken
     */
    void restore(Map<String, float[]> state, int learned);
}
