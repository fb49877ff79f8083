package org.hypernetspark.continual;

import java.util.Arrays;
import java.util.Map;
import org.hypernetspark.net.Network;
import org.hypernetspark.task.Rows;

/**
 * Synaptic intelligence: {@code strength * sum O (theta - theta*)^2}, where {@code O} adds up for each task the share of its
 * loss's decrease that a weight's path brought, {@code max(0, -sum g dtheta) / (Dtheta^2 + damping)} (Zenke et al. 2017).
 */
final class SynapticIntelligence implements WeightPenalty {
    private final float strength;
    private final float damping;
    private final Anchors anchors;
    private final float[] path;

    /** Before the first task, which starts from {@code theta}. */
    SynapticIntelligence(float[] theta, double strength, double damping) {
        this.strength = (float) strength;
        this.damping = (float) damping;
        this.anchors = new Anchors(theta.length);
        this.path = new float[theta.length];
        System.arraycopy(theta, 0, anchors.anchor, 0, theta.length);
    }

    @Override
    public void addGradient(float[] theta, float[] dTheta) {
        anchors.addGradient(2 * strength, theta, dTheta);
    }

    @Override
    public void stepped(float[] taskGradient, float[] before, float[] after) {
        for (int i = 0; i < path.length; i++) {
            path[i] -= taskGradient[i] * (after[i] - before[i]);
        }
    }

    @Override
    public void learned(Network network, float[] theta, Rows rows) {
        for (int i = 0; i < path.length; i++) {
            float change = theta[i] - anchors.anchor[i];
            anchors.importance[i] += Math.max(0, path[i]) / (change * change + damping);
        }
        System.arraycopy(theta, 0, anchors.anchor, 0, theta.length);
        Arrays.fill(path, 0);
    }

    @Override
    public Map<String, float[]> state() {
        return anchors.state();
    }

    @Override
    public void restore(Map<String, float[]> state) {
        anchors.restore(state);
    }
}
