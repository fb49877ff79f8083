package org.hypernetspark.net;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.LaneKernels;
import org.hypernetspark.param.Simd;

/**
 * As {@link TasksLast}, for tasks of one example that share their weights: values lie {@code [groups, features, lanes]}, output and output
 * gradient outside too. Lanes that no task is left for see zeros, so that they add nothing to the weights' gradient.
 */
final class SharedTasksLast implements PassOrder {
    private final LaneOrder order;
    private final List<PassLayer> layers;
    private final int lanes;
    private final int inputSize;
    private final int outputSize;
    private final float[] input;

    /** Room for so many tasks at once, of a network that {@link #fits}. */
    SharedTasksLast(Network network, int maxTasks) {
        LaneKernels kernels = Simd.lanes().orElseThrow();
        this.order = new LaneOrder(kernels);
        this.layers = PassLayer.of(network.layers().stream()
                .map(layer -> layer.sharedTasksLast(kernels))
                .toList());
        this.lanes = kernels.lanes();
        this.inputSize = network.input().size();
        this.outputSize = network.output().size();
        this.input = new float[Math.multiplyExact(tasks(maxTasks), inputSize)];
    }

    /** Whether a network can be run so and is as fast: layers with wide inputs are faster in the library. */
    static boolean fits(Network network) {
        return Simd.lanes()
                .filter(kernels -> network.layers().stream()
                        .allMatch(layer -> layer.sharedTasksLast(kernels) != null
                                && layer.input().size() <= NARROW))
                .isPresent();
    }

    @Override
    public List<PassLayer> layers() {
        return layers;
    }

    @Override
    public int lanes() {
        return lanes;
    }

    @Override
    public boolean sums() {
        return true;
    }

    @Override
    public float[] input(float[] x, int tasks, int batch) {
        clearSpare(input, tasks, inputSize);
        return order.turn(tasks, inputSize, x, 0, inputSize, input);
    }

    /** Clears the last group's lanes that no task is left for. */
    private void clearSpare(float[] values, int tasks, int size) {
        int used = tasks % lanes;
        if (used > 0) {
            int at = (tasks - used) * size;
            for (int i = 0; i < size; i++, at += lanes) {
                Arrays.fill(values, at + used, at + lanes, 0);
            }
        }
    }

    @Override
    public float[] output(float[] y, int tasks, int batch) {
        return y;
    }

    @Override
    public float[] outputGradient(float[] dy, int tasks, int batch) {
        clearSpare(dy, tasks, outputSize);
        return dy;
    }

    @Override
    public float[] inputGradient(float[] dx, int tasks, int batch) {
        return order.turnBack(tasks, inputSize, dx, input, 0, inputSize);
    }
}
