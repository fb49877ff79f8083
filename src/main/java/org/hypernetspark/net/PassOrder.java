package org.hypernetspark.net;

import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The order in which values lie while a {@link NetworkPass} runs a network's layers, and the way there and back: the one
 * that the layers are fastest in.
 */
interface PassOrder {
    /** Widest layer, in features, of a network whose rows are too short to be fast as they come. */
    int NARROW = 16;

    /**
     * The order that is fastest for a network and so many tasks.
     *
     * @param allTasks tasks that are run in turn, up to {@code maxTasks} at once
     */
    static PassOrder of(Network network, int maxTasks, int maxBatch, int allTasks) {
        return TasksLast.fits(network, allTasks)
                ? new TasksLast(network, maxTasks, maxBatch)
                : inside(network, maxTasks, maxBatch);
    }

    /** The one for a network inside a layer, whose weights are among the layer's. */
    static PassOrder inside(Network network, int maxTasks, int maxBatch) {
        return ExamplesLast.fits(network)
                ? new ExamplesLast(network, maxTasks, maxBatch)
                : new AsTheyCome(PassLayer.pooled(network, maxBatch));
    }

    /** Whether all layers of a network have a form, and are narrow. */
    static boolean narrow(Network network, UnaryOperator<Layer> form) {
        return network.layers().stream()
                .allMatch(layer -> form.apply(layer) != null
                        && Math.max(layer.input().size(), layer.output().size()) <= NARROW);
    }

    /** The layers in the form for this order. */
    List<PassLayer> layers();

    /** Tasks that lie side by side in it; 1 if each lies by itself. */
    default int lanes() {
        return 1;
    }

    /** Tasks that the layers work on if there are so many: as many as fill the lanes. */
    default int tasks(int tasks) {
        return (tasks + lanes() - 1) / lanes() * lanes();
    }

    /** Whether a gradient of weights is the sum over the tasks, which share them. */
    default boolean sums() {
        return false;
    }

    /** The input in this order; it stays as it is until the way back is done. */
    float[] input(float[] x, int tasks, int batch);

    /** The output {@code [tasks, batch, output]}, of the last layer's. */
    float[] output(float[] y, int tasks, int batch);

    /** The output's gradient in this order. */
    float[] outputGradient(float[] dy, int tasks, int batch);

    /** The input's gradient {@code [tasks, batch, input]}, of the first layer's. */
    float[] inputGradient(float[] dx, int tasks, int batch);

    /** Takes the tasks' weights for the way forward and back. */
    default void takeWeights(Weights theta, int first, int tasks) {}

    /** Says where a layer's weights are, which are {@code offset} behind each task's first. */
    default void bindWeights(LayerPass pass, int offset, Weights theta, int first) {
        pass.theta = theta.values();
        pass.thetaAt = theta.at(first) + offset;
        pass.thetaStride = theta.stride();
    }

    /** Says where the gradient of a layer's weights goes. */
    default void bindGradient(LayerPass pass, int offset, Weights dTheta, int first) {
        pass.dTheta = dTheta.values();
        pass.dThetaAt = dTheta.at(first) + offset;
        pass.dThetaStride = dTheta.stride();
    }

    /** Gives the tasks the gradient of their weights. */
    default void giveGradient(Weights dTheta, int first, int tasks) {}
}
