package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.LaneKernels;
import org.hypernetspark.param.Simd;

/**
 * Values lie {@code [groups, batch, features, lanes]}, weights {@code [groups, weights, lanes]}: each lane of the processor's vectors
 * computes another task. Weights that come in lanes are taken as they lie. Lanes that no task is left for compute what an earlier task left there; nobody reads it.
 */
final class TasksLast implements PassOrder {
    private final LaneOrder order;
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

    /** Room for so many tasks at once, of a network that {@link #fits}. */
    TasksLast(Network network, int maxTasks, int maxBatch) {
        LaneKernels kernels = Simd.lanes().orElseThrow();
        this.order = new LaneOrder(kernels);
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

    /** Whether a network is run so: products of wider layers are as fast in the library, and so are those of fewer tasks than lanes. */
    static boolean fits(Network network, int tasks) {
        int lanes = lanes(network);
        return lanes > 0 && tasks >= lanes;
    }

    /** How many tasks lie side by side where a network is run so; 0 if it never is. */
    private static int lanes(Network network) {
        return Simd.lanes()
                .filter(kernels -> PassOrder.narrow(network, layer -> layer.tasksLast(kernels)))
                .map(LaneKernels::lanes)
                .orElse(0);
    }

    /** As many tasks as fill all lanes, once or more and about {@code tasks}; so many if the network is never run so. */
    static int filling(Network network, int tasks) {
        int lanes = lanes(network);
        return lanes == 0 ? tasks : Math.max(1, tasks / lanes) * lanes;
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
    public float[] input(float[] x, int tasks, int batch) {
        return order.turn(tasks, batch * inputSize, x, 0, batch * inputSize, input);
    }

    @Override
    public float[] output(float[] y, int tasks, int batch) {
        return order.turnBack(tasks, batch * outputSize, y, outputs, 0, batch * outputSize);
    }

    @Override
    public float[] outputGradient(float[] dy, int tasks, int batch) {
        return order.turn(tasks, batch * outputSize, dy, 0, batch * outputSize, outputGradient);
    }

    @Override
    public float[] inputGradient(float[] dx, int tasks, int batch) {
        return order.turnBack(tasks, batch * inputSize, dx, input, 0, batch * inputSize);
    }

    @Override
    public void takeWeights(Weights from, int first, int tasks) {
        if (from.lanes() == 1) {
            order.turn(tasks, size, from.values(), from.at(first), from.stride(), theta);
        }
    }

    @Override
    public void bindWeights(LayerPass pass, int offset, Weights from, int first) {
        boolean own = from.lanes() == 1;
        pass.theta = own ? theta : from.values();
        pass.thetaAt = (own ? 0 : from.at(first)) + offset * lanes;
        pass.thetaStride = (own ? size : from.stride()) * lanes;
    }

    @Override
    public void bindGradient(LayerPass pass, int offset, Weights to, int first) {
        boolean own = to.lanes() == 1;
        pass.dTheta = own ? dTheta : to.values();
        pass.dThetaAt = (own ? 0 : to.at(first)) + offset * lanes;
        pass.dThetaStride = (own ? size : to.stride()) * lanes;
    }

    @Override
    public void giveGradient(Weights to, int first, int tasks) {
        if (to.lanes() == 1) {
            order.turnBack(tasks, size, dTheta, to.values(), to.at(first), to.stride());
        }
    }
}
