package org.hypernetspark.net;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.WeightUpdate;

/**
 * Working memory to run a network forward and backward. Allocated once, used for every step; not thread-safe.
 *
 * <p>Activations are kept from forward to backward; gradients of activations ping-pong between two buffers. Inside,
 * values lie in the order that the layers are fastest in ({@link PassOrder}).
 */
public final class NetworkPass {
    private static final long[] NO_SEEDS = {};

    private final Network network;
    private final Layer[] layers;
    private final int[] places;
    private final int firstWithWeights;
    private final LayerPass[] passes;
    private final float[][] activations;
    private final float[][] gradients = new float[2][];
    private final int outputSize;
    private final PassOrder order;
    private final int maxTasks;
    private final int maxBatch;
    private int tasks;
    private int batch;

    /** In the order that is fastest for the network and so many tasks, of which up to {@code maxTasks} are run at once. */
    static NetworkPass of(Network network, int maxTasks, int maxBatch, int allTasks) {
        return new NetworkPass(network, maxTasks, maxBatch, 0, PassOrder.of(network, maxTasks, maxBatch, allTasks));
    }

    /**
     * For a network inside a layer, with layers at positions from {@code firstPosition} on, which are not those of layers
     * outside.
     */
    NetworkPass(Network network, int maxTasks, int maxBatch, int firstPosition) {
        this(network, maxTasks, maxBatch, firstPosition, PassOrder.inside(network, maxTasks, maxBatch));
    }

    private NetworkPass(Network network, int maxTasks, int maxBatch, int firstPosition, PassOrder order) {
        this.network = network;
        this.outputSize = network.output().size();
        this.order = order;
        List<PassLayer> forms = order.layers();
        this.layers = forms.stream().map(PassLayer::layer).toArray(Layer[]::new);
        this.places = forms.stream().mapToInt(PassLayer::index).toArray();
        this.firstWithWeights = firstWithWeights(layers);
        this.maxTasks = maxTasks;
        this.maxBatch = maxBatch;
        this.passes = new LayerPass[this.layers.length];
        this.activations = new float[this.layers.length][];
        allocate(firstPosition);
    }

    /**
     * For tasks of one example that share their weights: input {@code [tasks, input]}, output and its gradient {@code [groups, output, lanes]}, the
     * gradient of the weights the sum over the tasks.
     */
    static NetworkPass shared(Network network, int maxTasks) {
        return new NetworkPass(network, maxTasks, 1, 0, new SharedTasksLast(network, maxTasks));
    }

    /**
     * How many tasks lie side by side inside: weights that lie so ({@link Weights#lanes}) are used as they are, from a task on that begins a group. 1
     * if weights must come each task's by themselves.
     */
    public int lanes() {
        return order.lanes();
    }

    /** Images that lie interleaved need room for a row of all examples of a task: at most this many whole examples. */
    private int spareExamples() {
        int spare = 0;
        for (Layer layer : layers) {
            if (layer instanceof PooledConvolution) {
                int lines = layer.input().dim(0) * layer.input().dim(1);
                spare = Math.max(spare, maxBatch / lines + 1);
            }
        }
        return spare;
    }

    private static int firstWithWeights(Layer[] layers) {
        int first = 0;
        while (first < layers.length - 1 && layers[first].parameters().isEmpty()) {
            first++;
        }
        return first;
    }

    private void allocate(int firstPosition) {
        // Room for one row more than needed: products with blocks of columns stay one call (see Blas).
        long examples = (long) order.tasks(maxTasks) * maxBatch + Math.max(1, spareExamples());
        int widest = network.input().size();
        int scratchSize = 0;
        int onesPerExample = 1;
        for (Layer layer : layers) {
            widest = Math.max(widest, layer.output().size());
            scratchSize = Math.max(scratchSize, layer.scratch());
            onesPerExample = Math.max(onesPerExample, layer.onesPerExample());
        }
        float[] scratch = new float[scratchSize];
        float[] ones = new float[arraySize(onesPerExample, maxBatch)];
        Arrays.fill(ones, 1);
        gradients[0] = new float[arraySize(examples, widest)];
        gradients[1] = new float[gradients[0].length];
        for (int i = 0; i < layers.length; i++) {
            boolean inPlace = i > 0 && layers[i].inPlace() && !layers[i - 1].readsOutput();
            activations[i] = inPlace
                    ? activations[i - 1]
                    : new float[arraySize(examples, layers[i].output().size())];
            LayerPass pass = new LayerPass();
            pass.position = firstPosition + places[i];
            pass.makeInner(layers[i], maxTasks, maxBatch);
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

    /**
     * Says how many of each task's examples count from now on, the others behind them being padding: batch normalisation in
     * training looks at those that count.
     *
     * @param rows {@code [tasks]}, read at each forward; null for all
     */
    public void countRows(int[] rows) {
        for (LayerPass pass : passes) {
            pass.rows = rows;
        }
    }

    /**
     * Says of rows that come in groups ({@link RowGroup}) how many of each group count from now on.
     *
     * @param rows of each group, read at each forward and backward; null for all
     */
    public void countGroupRows(int[] rows) {
        for (LayerPass pass : passes) {
            pass.groupRows = rows;
        }
    }

    /**
     * Says what updates weights from now on, on the way back of one task: those of {@link Network#updated}, whose gradient is then not
     * written.
     */
    public void updateBy(WeightUpdate update) {
        for (int i = 0; i < layers.length; i++) {
            passes[i].update = layers[i].updates() ? update : null;
        }
    }

    /** Without dropout: {@link #forward(Weights, float[], int, int, boolean, long[])} as used to predict. */
    public float[] predict(Weights theta, float[] x, int tasks, int batch) {
        return forward(theta, x, tasks, batch, false, NO_SEEDS);
    }

    /**
     * Runs the network for the first tasks that there are weights of: {@link #forward(Weights, int, float[], int, int, boolean,
     * long[])}.
     */
    public float[] forward(Weights theta, float[] x, int tasks, int batch, boolean training, long[] seeds) {
        return forward(theta, 0, x, tasks, batch, training, seeds);
    }

    /**
     * Runs the network.
     *
     * @param theta weights of tasks
     * @param first the task whose weights are used first
     * @param x input {@code [tasks, batch, input]}; must stay as it is until {@link #backward} is done
     * @param tasks number of tasks, up to the maximum
     * @param batch examples of each task, up to the maximum
     * @param training whether dropout acts
     * @param seeds for each task the seed of this step's random numbers; not read unless {@code training}
     * @return output {@code [tasks, batch, output]}, valid until the next call
     */
    public float[] forward(Weights theta, int first, float[] x, int tasks, int batch, boolean training, long[] seeds) {
        if (tasks > maxTasks || batch > maxBatch) {
            throw new IllegalArgumentException(
                    "Room for " + maxTasks + " tasks of " + maxBatch + " examples, got " + tasks + " of " + batch);
        }
        this.tasks = tasks;
        this.batch = batch;
        order.takeWeights(theta, first, tasks);
        bindWeights(theta, first);
        return forward(x, training, seeds);
    }

    /**
     * Runs this network inside a layer, on the layer's input.
     *
     * @param at where the network's weights begin among the layer's
     * @return output {@code [tasks, batch, output]}, valid until the next call
     */
    public float[] forward(LayerPass outer, int at) {
        tasks = outer.tasks;
        batch = outer.batch;
        countRows(outer.rows);
        countGroupRows(outer.groupRows);
        for (int i = 0; i < layers.length; i++) {
            LayerPass pass = passes[i];
            pass.tasks = tasks;
            pass.batch = batch;
            pass.theta = outer.theta;
            pass.thetaAt = outer.thetaAt + at + network.offset(places[i]);
            pass.thetaStride = outer.thetaStride;
        }
        return forward(outer.x, outer.training, outer.seeds);
    }

    private float[] forward(float[] x, boolean training, long[] seeds) {
        float[] current = order.input(x, tasks, batch);
        for (int i = 0; i < layers.length; i++) {
            LayerPass pass = passes[i];
            pass.training = training;
            pass.seeds = seeds;
            pass.x = current;
            pass.y = activations[i];
            layers[i].forward(pass);
            current = pass.y;
        }
        return order.output(current, tasks, batch);
    }

    /** Runs the network backward: {@link #backward(Weights, Weights, int, float[], boolean)} from the first task on. */
    public float[] backward(Weights theta, Weights dTheta, float[] dOutput, boolean inputGradient) {
        return backward(theta, dTheta, 0, dOutput, inputGradient);
    }

    /**
     * Runs the network backward; must follow {@link #forward} with the same weights and input.
     *
     * @param theta the weights of the forward run
     * @param dTheta where the gradient with respect to the weights goes (overwritten), laid out like {@code theta} but one
     *     set for each task; null if it is not wanted
     * @param first the task whose weights were used first
     * @param dOutput gradient with respect to the output; may be overwritten
     * @param inputGradient whether the gradient with respect to the input is wanted
     * @return gradient with respect to the input, valid until the next call; null if not wanted
     * @throws IllegalArgumentException if several tasks would write to one gradient
     */
    public float[] backward(Weights theta, Weights dTheta, int first, float[] dOutput, boolean inputGradient) {
        if (tasks > 1
                && dTheta != null
                && !order.sums()
                && dTheta.stride() < network.layout().size()) {
            throw new IllegalArgumentException(
                    "Each of the " + tasks + " tasks needs a gradient of its own, got stride " + dTheta.stride());
        }
        bindWeights(theta, first);
        bindGradient(dTheta, first);
        float[] gradient = backward(dOutput, inputGradient);
        if (dTheta != null) {
            order.giveGradient(dTheta, first, tasks);
        }
        return gradient;
    }

    /**
     * The way back of {@link #forward(LayerPass, int)}: writes the gradient of the network's weights if the layer's is wanted.
     *
     * @param at where the network's weights begin among the layer's
     * @return gradient with respect to the input, valid until the next call; undefined if the layer's is not wanted
     */
    public float[] backward(LayerPass outer, int at) {
        for (int i = 0; i < layers.length; i++) {
            passes[i].dTheta = outer.dTheta;
            passes[i].dThetaAt = outer.dThetaAt + at + network.offset(places[i]);
            passes[i].dThetaStride = outer.dThetaStride;
        }
        System.arraycopy(outer.dy, 0, gradients[1], 0, outer.examples() * outputSize);
        return backward(gradients[1], outer.dx != null);
    }

    private float[] backward(float[] dOutput, boolean inputGradient) {
        float[] gradient = order.outputGradient(dOutput, tasks, batch);
        int free = 0;
        int first = inputGradient ? 0 : firstWithWeights;
        for (int i = layers.length - 1; i >= first; i--) {
            LayerPass pass = passes[i];
            pass.dy = gradient;
            if (i == first && !inputGradient) {
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
        return inputGradient ? order.inputGradient(gradient, tasks, batch) : gradient;
    }

    private void bindWeights(Weights theta, int first) {
        for (int i = 0; i < layers.length; i++) {
            passes[i].tasks = order.tasks(tasks);
            passes[i].batch = batch;
            order.bindWeights(passes[i], network.offset(places[i]), theta, first);
        }
    }

    private void bindGradient(Weights dTheta, int first) {
        for (int i = 0; i < layers.length; i++) {
            if (dTheta == null) {
                passes[i].dTheta = null;
            } else {
                order.bindGradient(passes[i], network.offset(places[i]), dTheta, first);
            }
        }
    }
}
