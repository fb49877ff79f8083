package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.WeightUpdate;

/**
 * What one call of one layer works on: a mutable bundle that a {@link NetworkPass} fills, so that no step allocates.
 *
 * <p>The weights of task {@code t} begin at {@link #weightsAt weightsAt(t)} in {@link #theta}, their gradient at
 * {@link #gradientAt gradientAt(t)} in {@link #dTheta}.
 */
public final class LayerPass {
    /** Inner networks have up to 256 layers. */
    private static final int POSITION_BITS = 8;

    /** Number of tasks in this call. */
    public int tasks;
    /** Examples of each task. */
    public int batch;
    /** Whether layers such as dropout act as in training. */
    public boolean training;
    /** For each task the seed of this step's random numbers; read in training only. */
    public long[] seeds;
    /** Position of the layer in its network: keeps the random numbers of two dropout layers apart. */
    public int position;

    /** Weights of all tasks. */
    public float[] theta;
    /** Gradient with respect to the weights; null if it is not wanted. */
    public float[] dTheta;
    /** Where this layer's weights of task 0 begin. */
    public int thetaAt;
    /** Distance from one task's weights to the next one's; 0 if tasks share them. */
    public int thetaStride;
    /** Where the gradient of this layer's weights of task 0 begins. */
    public int dThetaAt;
    /** Distance from one task's gradient to the next one's. */
    public int dThetaStride;

    /** Updates the weights on the way back; null if their gradient is wanted, and in layers that cannot ({@link Layer#updates}). */
    public WeightUpdate update;

    /** How many of each task's examples count, the others behind them being padding; null: all of them. */
    public int[] rows;

    /** Of rows that come in groups ({@link RowGroup}): how many of each group count, the others being padding; null: all. */
    public int[] groupRows;
    /** How many positions of each example count, the others behind them being padding; null: all. Attention reads it. */
    public int[] positions;

    /** Input {@code [tasks, batch, input]}. */
    public float[] x;
    /** Output {@code [tasks, batch, output]}. */
    public float[] y;
    /** Gradient with respect to the output. */
    public float[] dy;
    /** Gradient with respect to the input; null if it is not wanted. */
    public float[] dx;
    /** What the layer keeps from forward to backward: {@link Layer#savedPerExample} floats an example. */
    public float[] saved;
    /** At least {@link #batch} times {@link Layer#onesPerExample} ones: its product with a matrix is the matrix's column sums. */
    public float[] ones;
    /** At least {@link Layer#scratch} floats with undefined content. */
    public float[] scratch;

    /** Working memory of the layer's {@link Layer#inner} networks, in their order. */
    public NetworkPass[] inner = {};

    /**
     * Makes room for a layer's inner networks. The random numbers of their layers are told apart from those of all others by
     * positions of their own.
     */
    void makeInner(Layer layer, int maxTasks, int maxBatch) {
        List<Network> networks = layer.inner();
        inner = new NetworkPass[networks.size()];
        for (int i = 0; i < inner.length; i++) {
            int first = ((position + 1) * inner.length + i) << POSITION_BITS;
            inner[i] = new NetworkPass(networks.get(i), maxTasks, maxBatch, first);
        }
    }

    /** Where this layer's weights of a task begin. */
    public int weightsAt(int task) {
        return thetaAt + task * thetaStride;
    }

    /** Where the gradient of this layer's weights of a task begins. */
    public int gradientAt(int task) {
        return dThetaAt + task * dThetaStride;
    }

    /** How many of a task's examples count: those from there on are padding. */
    public int rows(int task) {
        return rows == null ? batch : rows[task];
    }

    /** Number of examples of all tasks. */
    public int examples() {
        return tasks * batch;
    }
}
