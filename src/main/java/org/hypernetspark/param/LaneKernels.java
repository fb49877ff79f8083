package org.hypernetspark.param;

/**
 * Small networks of several tasks at once, each task in a lane of the processor's vectors.
 *
 * <p>Where this class speaks of a value, there are {@link #lanes} floats in a row, one for each task. Weights of a layer are {@code [out, in]}
 * values and then {@code [out]} of the bias, activations {@code [batch, features]}. A task's results depend on its own lane only, and
 * not on how many lanes there are. Nothing is allocated.
 */
public interface LaneKernels {
    /** Tasks that are computed at once. */
    int lanes();

    /** The same for layers whose weights all tasks share. */
    SharedLaneKernels shared();

    /** Outputs {@code y [batch, out]}: {@code W x}, and the bias if there is one. */
    void outputs(
            int in, int out, int batch, float[] weights, int w, boolean bias, float[] x, int xAt, float[] y, int yAt);

    /** Gradient {@code dx [batch, in]} of the inputs: {@code W' dy}. */
    void inputGradient(int in, int out, int batch, float[] weights, int w, float[] dy, int dyAt, float[] dx, int dxAt);

    /** Gradient of the weights, and of the bias behind them if there is one: sums over the batch, written over what is there. */
    void weightGradient(
            int in,
            int out,
            int batch,
            float[] x,
            int xAt,
            float[] dy,
            int dyAt,
            boolean bias,
            float[] gradient,
            int g);

    /**
     * Turns {@code [tasks, values]}, rows {@code stride} apart, into {@code [values, lanes]}. Lanes from {@code tasks} on are left as they are.
     *
     * @param tasks up to {@link #lanes}
     */
    void toLanes(int tasks, int values, float[] from, int at, int stride, float[] to, int toAt);

    /** The way back of {@link #toLanes}, to {@code [tasks, values]} with rows {@code stride} apart. */
    void fromLanes(int tasks, int values, float[] from, int at, float[] to, int toAt, int stride);

    /**
     * {@code y = tanh x} for {@code n} floats, a multiple of {@link #lanes}, to a relative error of 4e-7; {@code y} may be {@code x}. NaN for
     * NaN.
     */
    void tanh(float[] x, float[] y, int n);

    /** {@code y = 1 / (1 + exp(-x))}, as {@link #tanh}, to an absolute error of 1.2e-7. */
    void sigmoid(float[] x, float[] y, int n);
}
