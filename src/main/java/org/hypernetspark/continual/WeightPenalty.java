package org.hypernetspark.continual;

import java.util.Map;
import org.hypernetspark.net.Network;
import org.hypernetspark.task.Rows;

/**
 * What keeps an ordinary network's weights near those that earlier tasks need: {@code strength * sum_w F_w (theta_w -
 * theta*_w)^2}. Rules differ in how they find the importances {@code F}.
 */
interface WeightPenalty {
    /** Adds the penalty's gradient at {@code theta}. */
    void addGradient(float[] theta, float[] dTheta);

    /** A step was taken: the gradient of the task's loss alone, and the weights before and after. */
    default void stepped(float[] taskGradient, float[] before, float[] after) {}

    /** A task was learned, with its head's network. */
    void learned(Network network, float[] theta, Rows rows);

    /** What must be kept to go on. */
    Map<String, float[]> state();

    /** Goes on from a state. */
    void restore(Map<String, float[]> state);
}
