package org.hypernetspark.continual;

import java.util.Map;
import org.hypernetspark.net.Network;
import org.hypernetspark.task.Rows;

/** No penalty: fine-tuning. */
record NoPenalty() implements WeightPenalty {
    @Override
    public void addGradient(float[] theta, float[] dTheta) {
        // Nothing is held.
    }

    @Override
    public void learned(Network network, float[] theta, Rows rows) {
        // Nothing is remembered.
    }

    @Override
    public Map<String, float[]> state() {
        return Map.of();
    }

    @Override
    public void restore(Map<String, float[]> state) {
        // There is nothing to go on from.
    }
}
