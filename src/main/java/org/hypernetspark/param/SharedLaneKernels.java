package org.hypernetspark.param;

/**
 * Layers whose weights all tasks share, each task in a lane of the processor's vectors, one example a task.
 *
 * <p>Weights are {@code [out, in]} floats and then {@code [out]} of the bias, activations {@code [groups, features, lanes]}. Nothing is allocated.
 */
public interface SharedLaneKernels {
    /** Outputs {@code y [groups, out, lanes]}: {@code W x}, and the bias if there is one. A task's do not depend on the others. */
    void outputs(int in, int out, int groups, float[] weights, int w, boolean bias, float[] x, float[] y);

    /** Gradient {@code dx [groups, in, lanes]} of the inputs: {@code W' dy}. */
    void inputGradient(int in, int out, int groups, float[] weights, int w, float[] dy, float[] dx);

    /**
     * Gradient of the weights, and of the bias behind them if there is one: sums over groups and lanes, written over what is there.
     *
     * @param scratch {@link #scratch} floats
     */
    void weightGradient(
            int in, int out, int groups, float[] x, float[] dy, boolean bias, float[] gradient, int g, float[] scratch);

    /** Floats of scratch memory that {@link #weightGradient} needs. */
    int scratch(int in, int out);
}
