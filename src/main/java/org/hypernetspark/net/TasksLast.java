package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.Interleaving;
import org.hypernetspark.param.LaneKernels;
import org.hypernetspark.param.Lanes;

/**
 * Values lie {@code [groups, batch, features, lanes]}, weights {@code [groups, weights, lanes]}: each lane of the processor's vectors
 * computes another task. Lanes that no task is left for compute what an earlier task left there; nobody reads it.
 */
final class TasksLast implements PassOrder {
    /** Widest layer, in features, of a network that is run so: products of wider layers are as fast in the library. */
    private static final int NARROW = 16;

    private final List<PassLayer> layers;
    private final int lanes;
    private final int size;
    private final int inputSize;
    private final int outputSize;
    private final float[] theta;
    private final float[] dTheta;
    private final float[] input;
    private final float[] outputs;
    private final float[] outputGradient;

    private TasksLast(Network network, int maxTasks, int maxBatch, LaneKernels kernels) {
        this.layers = PassLayer.of(
                network.layers().stream().map(layer -> layer.tasksLast(kernels)).toList());
        this.lanes = kernels.lanes();
        this.size = network.layout().size();
        this.inputSize = network.input().size();
        this.outputSize = network.output().size();
        int room = tasks(maxTasks);
        int examples = Math.multiplyExact(room, maxBatch);
        this.theta = new float[Math.multiplyExact(room, size)];
        this.dTheta = new float[theta.length];
        this.input = new float[Math.multiplyExact(examples, inputSize)];
        this.outputs = new float[Math.multiplyExact(examples, outputSize)];
        this.outputGradient = new float[outputs.length];
    }

    /**
     * For a network of narrow layers that have such a form, if there are lanes and tasks enough to fill them; else null.
     *
     * @param allTasks tasks that are run in turn, up to {@code maxTasks} at once
     */
    static TasksLast of(Network network, int maxTasks, int maxBatch, int allTasks) {
        LaneKernels kernels = Lanes.kernels().orElse(null);
        return kernels != null && allTasks >= kernels.lanes() && fits(network, kernels)
                ? new TasksLast(network, maxTasks, maxBatch, kernels)
                : null;
    }

    private static boolean fits(Network network, LaneKernels kernels) {
        return network.layers().stream()
                .allMatch(layer -> layer.tasksLast(kernels) != null
                        && Math.max(layer.input().size(), layer.output().size()) <= NARROW);
    }

    /** As many tasks as fill all lanes, once or more and about {@code tasks}; so many if the network is not run so. */
    static int filling(Network network, int tasks) {
        LaneKernels kernels = Lanes.kernels().orElse(null);
        return kernels != null && fits(network, kernels)
                ? Math.max(1, tasks / kernels.lanes()) * kernels.lanes()
                : tasks;
    }

    @Override
    public List<PassLayer> layers() {
        return layers;
    }

    @Override
    public int tasks(int tasks) {
        return (tasks + lanes - 1) / lanes * lanes;
    }

    @Override
    public float[] input(float[] x, int tasks, int batch) {
        return turn(tasks, batch * inputSize, x, 0, batch * inputSize, input);
    }

    @Override
    public float[] output(float[] y, int tasks, int batch) {
        return turnBack(tasks, batch * outputSize, y, outputs, 0, batch * outputSize);
    }

    @Override
    public float[] outputGradient(float[] dy, int tasks, int batch) {
        return turn(tasks, batch * outputSize, dy, 0, batch * outputSize, outputGradient);
    }

    @Override
    public float[] inputGradient(float[] dx, int tasks, int batch) {
        return turnBack(tasks, batch * inputSize, dx, input, 0, batch * inputSize);
    }

    @Override
    public void takeWeights(Weights from, int first, int tasks) {
        turn(tasks, size, from.values(), from.at(first), from.stride(), theta);
    }

    @Override
    public void bindWeights(LayerPass pass, int offset, Weights from, int first) {
        pass.theta = theta;
        pass.thetaAt = offset * lanes;
        pass.thetaStride = size * lanes;
    }

    @Override
    public void bindGradient(LayerPass pass, int offset, Weights to, int first) {
        pass.dTheta = dTheta;
        pass.dThetaAt = offset * lanes;
        pass.dThetaStride = size * lanes;
    }

    @Override
    public void giveGradient(Weights to, int first, int tasks) {
        turnBack(tasks, size, dTheta, to.values(), to.at(first), to.stride());
    }

    private float[] turn(int tasks, int values, float[] from, int at, int stride, float[] to) {
        for (int task = 0; task < tasks; task += lanes) {
            int some = Math.min(lanes, tasks - task);
            Interleaving.interleave(some, lanes, values, from, at + task * stride, stride, 1, to, task * values);
        }
        return to;
    }

    private float[] turnBack(int tasks, int values, float[] from, float[] to, int at, int stride) {
        for (int task = 0; task < tasks; task += lanes) {
            int some = Math.min(lanes, tasks - task);
            Interleaving.separate(some, lanes, values, from, task * values, to, at + task * stride, stride, 1);
        }
        return to;
    }
}
