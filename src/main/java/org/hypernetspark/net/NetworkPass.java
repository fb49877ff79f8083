package org.hypernetspark.net;

import java.util.Arrays;
import java.util.List;

/**
 * Working memory to run a network forward and backward. Allocated once, used for every step; not thread-safe.
 *
 * <p>Activations are kept from forward to backward; gradients of activations ping-pong between two buffers. In a network
 * of narrow layers examples lie last inside: rows as long as the batch, not as the layers' few features.
 */
public final class NetworkPass {
    private static final long[] NO_SEEDS = {};
    /** Widest layer, in features, of a network that is run with examples last. */
    private static final int NARROW = 16;

    private final Network network;
    private final Layer[] layers;
    private final LayerPass[] passes;
    private final float[][] activations;
    private final float[][] gradients = new float[2][];
    private final boolean examplesLast;
    private final Turned turnedInput;
    private final Turned turnedOutput;
    private final Turned turnedOutputGradient;
    private final int maxTasks;
    private final int maxBatch;
    private int tasks;
    private int batch;

    NetworkPass(Network network, List<Layer> layers, int maxTasks, int maxBatch) {
        this.network = network;
        this.examplesLast = layers.stream().allMatch(NetworkPass::narrow);
        this.layers = layers.stream()
                .map(layer -> examplesLast ? layer.examplesLast() : layer)
                .toArray(Layer[]::new);
        this.maxTasks = maxTasks;
        this.maxBatch = maxBatch;
        this.passes = new LayerPass[this.layers.length];
        this.activations = new float[this.layers.length][];
        int examples = examplesLast ? Math.multiplyExact(maxTasks, maxBatch) : 0;
        this.turnedInput = new Turned(network.input().size(), examples);
        this.turnedOutput = new Turned(network.output().size(), examples);
        this.turnedOutputGradient = new Turned(network.output().size(), examples);
        allocate();
    }

    private static boolean narrow(Layer layer) {
        return layer.examplesLast() != null
                && Math.max(layer.input().size(), layer.output().size()) <= NARROW;
    }

    private void allocate() {
        // Room for one row more than needed: products with blocks of columns stay one call (see Blas).
        long examples = (long) maxTasks * maxBatch + 1;
        int widest = network.input().size();
        int scratchSize = 0;
        for (Layer layer : layers) {
            widest = Math.max(widest, layer.output().size());
            scratchSize = Math.max(scratchSize, layer.scratch());
        }
        float[] scratch = new float[scratchSize];
        float[] ones = new float[maxBatch];
        Arrays.fill(ones, 1);
        gradients[0] = new float[arraySize(examples, widest)];
        gradients[1] = new float[gradients[0].length];
        for (int i = 0; i < layers.length; i++) {
            boolean inPlace = i > 0 && layers[i].inPlace() && !layers[i - 1].readsOutput();
            activations[i] = inPlace
                    ? activations[i - 1]
                    : new float[arraySize(examples, layers[i].output().size())];
            LayerPass pass = new LayerPass();
            pass.position = i;
            pass.saved = new float[arraySize(examples, layers[i].savedPerExample())];
            pass.scratch = scratch;
            pass.ones = ones;
            passes[i] = pass;
        }
    }

    private static int arraySize(long examples, int perExample) {
        long size = examples * perExample;
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException(examples + " examples of " + perExample
                    + " values exceed one array; use fewer tasks at once or a smaller batch");
        }
        return (int) size;
    }

    /** Without dropout: {@link #forward(Weights, float[], int, int, boolean, long[])} as used to predict. */
    public float[] predict(Weights theta, float[] x, int tasks, int batch) {
        return forward(theta, x, tasks, batch, false, NO_SEEDS);
    }

    /**
     * Runs the network.
     *
     * @param theta weights of the tasks
     * @param x input {@code [tasks, batch, input]}; must stay as it is until {@link #backward} is done
     * @param tasks number of tasks, up to the maximum
     * @param batch examples of each task, up to the maximum
     * @param training whether dropout acts
     * @param seeds for each task the seed of this step's random numbers; not read unless {@code training}
     * @return output {@code [tasks, batch, output]}, valid until the next call
     */
    public float[] forward(Weights theta, float[] x, int tasks, int batch, boolean training, long[] seeds) {
        if (tasks > maxTasks || batch > maxBatch) {
            throw new IllegalArgumentException(
                    "Room for " + maxTasks + " tasks of " + maxBatch + " examples, got " + tasks + " of " + batch);
        }
        this.tasks = tasks;
        this.batch = batch;
        float[] current = examplesLast ? turnedInput.examplesLast(x, tasks, batch) : x;
        for (int i = 0; i < layers.length; i++) {
            LayerPass pass = passes[i];
            bindWeights(pass, i, theta, null);
            pass.training = training;
            pass.seeds = seeds;
            pass.x = current;
            pass.y = activations[i];
            layers[i].forward(pass);
            current = pass.y;
        }
        return examplesLast ? turnedOutput.examplesFirst(current, tasks, batch) : current;
    }

    /**
     * Runs the network backward; must follow {@link #forward} with the same weights and input.
     *
     * @param theta the weights of the forward run
     * @param dTheta where the gradient with respect to the weights goes (overwritten), laid out like {@code theta} but one
     *     set for each task; null if it is not wanted
     * @param dOutput gradient with respect to the output; may be overwritten
     * @param inputGradient whether the gradient with respect to the input is wanted
     * @return gradient with respect to the input, valid until the next call; null if not wanted
     * @throws IllegalArgumentException if several tasks would write to one gradient
     */
    public float[] backward(Weights theta, Weights dTheta, float[] dOutput, boolean inputGradient) {
        if (tasks > 1 && dTheta != null && dTheta.stride() < network.layout().size()) {
            throw new IllegalArgumentException(
                    "Each of the " + tasks + " tasks needs a gradient of its own, got stride " + dTheta.stride());
        }
        float[] gradient = examplesLast ? turnedOutputGradient.examplesLast(dOutput, tasks, batch) : dOutput;
        int free = 0;
        for (int i = layers.length - 1; i >= 0; i--) {
            LayerPass pass = passes[i];
            bindWeights(pass, i, theta, dTheta);
            pass.dy = gradient;
            if (i == 0 && !inputGradient) {
                pass.dx = null;
            } else if (layers[i].inPlace()) {
                pass.dx = gradient;
            } else {
                pass.dx = gradients[free];
                free = 1 - free;
            }
            layers[i].backward(pass);
            gradient = pass.dx;
        }
        return examplesLast && inputGradient ? turnedInput.examplesFirst(gradient, tasks, batch) : gradient;
    }

    private void bindWeights(LayerPass pass, int layer, Weights theta, Weights dTheta) {
        pass.tasks = tasks;
        pass.batch = batch;
        pass.theta = theta.values();
        pass.thetaAt = theta.offset() + network.offset(layer);
        pass.thetaStride = theta.stride();
        pass.dTheta = dTheta == null ? null : dTheta.values();
        if (dTheta != null) {
            pass.dThetaAt = dTheta.offset() + network.offset(layer);
            pass.dThetaStride = dTheta.stride();
        }
    }
}
