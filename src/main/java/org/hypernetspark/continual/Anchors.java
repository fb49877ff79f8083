package org.hypernetspark.continual;

import java.util.LinkedHashMap;
import java.util.Map;

/** Weights to stay near to, and how much each counts. */
final class Anchors {
    final float[] anchor;
    final float[] importance;

    Anchors(int size) {
        this.anchor = new float[size];
        this.importance = new float[size];
    }

    /** Adds the gradient of {@code factor / 2 * sum F (theta - theta*)^2}. */
    void addGradient(float factor, float[] theta, float[] dTheta) {
        for (int i = 0; i < anchor.length; i++) {
            dTheta[i] += factor * importance[i] * (theta[i] - anchor[i]);
        }
    }

    Map<String, float[]> state() {
        Map<String, float[]> state = new LinkedHashMap<>();
        state.put("anchor", anchor.clone());
        state.put("importance", importance.clone());
        return state;
    }

    void restore(Map<String, float[]> state) {
        System.arraycopy(state.get("anchor"), 0, anchor, 0, anchor.length);
        System.arraycopy(state.get("importance"), 0, importance, 0, importance.length);
    }
}
