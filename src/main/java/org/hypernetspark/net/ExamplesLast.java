package org.hypernetspark.net;

import java.util.List;

/**
 * Values lie {@code [tasks, features, batch]}: where all layers are narrow, rows as long as the batch are longer than those of
 * the layers' few features.
 */
final class ExamplesLast implements PassOrder {
    private final List<PassLayer> layers;
    private final Turned input;
    private final Turned output;
    private final Turned outputGradient;

    ExamplesLast(Network network, int maxTasks, int maxBatch) {
        int examples = Math.multiplyExact(maxTasks, maxBatch);
        this.layers =
                PassLayer.of(network.layers().stream().map(Layer::examplesLast).toList());
        this.input = new Turned(network.input().size(), examples);
        this.output = new Turned(network.output().size(), examples);
        this.outputGradient = new Turned(network.output().size(), examples);
    }

    /** Whether a network is run so. */
    static boolean fits(Network network) {
        return PassOrder.narrow(network, Layer::examplesLast);
    }

    @Override
    public List<PassLayer> layers() {
        return layers;
    }

    @Override
    public float[] input(float[] x, int tasks, int batch) {
        return input.examplesLast(x, tasks, batch);
    }

    @Override
    public float[] output(float[] y, int tasks, int batch) {
        return output.examplesFirst(y, tasks, batch);
    }

    @Override
    public float[] outputGradient(float[] dy, int tasks, int batch) {
        return outputGradient.examplesLast(dy, tasks, batch);
    }

    @Override
    public float[] inputGradient(float[] dx, int tasks, int batch) {
        return input.examplesFirst(dx, tasks, batch);
    }
}
