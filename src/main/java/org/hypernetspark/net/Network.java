package org.hypernetspark.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hypernetspark.param.Interval;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/** A sequence of layers without weights. Immutable; {@link #pass} gives the working memory to run it. */
public final class Network {
    /** Floats in half of a second-level cache of 1 MiB. */
    private static final int CACHED = 1 << 17;

    private final List<LayerSpec> specs;
    private final List<Layer> layers;
    private final int[] offsets;
    private final ParameterLayout layout;
    private final Shape input;

    private Network(Shape input, List<LayerSpec> specs) {
        this.input = input;
        this.specs = List.copyOf(specs);
        this.layers = new ArrayList<>();
        this.offsets = new int[specs.size()];
        List<ParameterSpec> parameters = new ArrayList<>();
        Shape shape = input;
        int offset = 0;
        for (int i = 0; i < offsets.length; i++) {
            Layer layer = bind(i, shape);
            layers.add(layer);
            offsets[i] = offset;
            String prefix = i + "." + this.specs.get(i).name() + ".";
            for (ParameterSpec parameter : layer.parameters()) {
                parameters.add(parameter.prefixed(prefix));
                offset = Math.addExact(offset, parameter.size());
            }
            shape = layer.output();
        }
        this.layout = ParameterLayout.of(parameters);
    }

    private Layer bind(int index, Shape shape) {
        LayerSpec spec = specs.get(index);
        try {
            return spec.bind(shape);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("Layer " + index + " (" + spec.name() + "): " + e.getMessage(), e);
        }
    }

    /**
     * Binds each layer to the shape before it.
     *
     * @param input shape of one example
     * @throws IllegalArgumentException if a layer does not fit its input, naming the layer
     */
    public static Network of(Shape input, List<LayerSpec> layers) {
        return new Network(input, layers);
    }

    /** Shape of one example that comes in. */
    public Shape input() {
        return input;
    }

    /** Shape of one example that goes out. */
    public Shape output() {
        return layers.isEmpty() ? input : layers.get(layers.size() - 1).output();
    }

    /** The descriptions this network was made of. */
    public List<LayerSpec> specs() {
        return specs;
    }

    /** The bound layers, in order. */
    public List<Layer> layers() {
        return List.copyOf(layers);
    }

    /** All weights in flat order; names begin with the layer's index and name, as in {@code 0.dense.weight}. */
    public ParameterLayout layout() {
        return layout;
    }

    /** Where the weights of layer {@code index} begin in the flat vector. */
    public int offset(int index) {
        return offsets[index];
    }

    /** The parts of the flat vector that can be updated on the way back ({@link NetworkPass#updateBy}), in order. */
    public List<Interval> updated() {
        List<Interval> updated = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            if (layers.get(i).updates()) {
                int size = ParameterLayout.of(layers.get(i).parameters()).size();
                updated.add(new Interval(offsets[i], offsets[i] + size));
            }
        }
        return updated;
    }

    /**
     * How many tasks to run forward and backward together: as many as leave in a core's cache what a pass keeps of them, and
     * at least 1. Results do not depend on it.
     *
     * @param examples of each task
     */
    public int tasksTogether(int examples) {
        int most = (int) Math.max(1, CACHED / ((long) examples * memoryPerExample()));
        return TasksLast.filling(this, most);
    }

    /**
     * How many tasks lie side by side in a pass for so many, run in turn or at once ({@link NetworkPass#lanes}); 1 if each lies by itself.
     */
    public int lanes(int allTasks) {
        return TasksLast.fits(this, allTasks) ? TasksLast.filling(this, 1) : 1;
    }

    /** Floats of one example in a pass: the input, activations, what layers keep, and two gradients. */
    private int memoryPerExample() {
        int widest = input.size();
        int kept = input.size();
        for (Layer layer : layers) {
            widest = Math.max(widest, layer.output().size());
            kept += layer.output().size() + layer.savedPerExample();
        }
        return kept + 2 * widest;
    }

    /**
     * Working memory for up to {@code maxTasks} tasks of up to {@code maxBatch} examples.
     *
     * @throws IllegalArgumentException if the activations of one layer would exceed one array
     */
    public NetworkPass pass(int maxTasks, int maxBatch) {
        return pass(maxTasks, maxBatch, maxTasks);
    }

    /**
     * Working memory for up to {@code maxTasks} tasks of one example that share their weights: input {@code [tasks, input]}, output and its gradient
     * {@code [groups, output, lanes]} as networks take weights that run in lanes ({@link NetworkPass#lanes}), the gradient of the weights the sum over
     * the tasks. Empty if it could not be run so, or not faster.
     */
    public Optional<NetworkPass> sharedPass(int maxTasks) {
        return SharedTasksLast.fits(this) ? Optional.of(NetworkPass.shared(this, maxTasks)) : Optional.empty();
    }

    /**
     * The same as {@link #pass(int, int)} where more tasks are run in turn, up to {@code maxTasks} of them at once: the bits are those of a pass with room for all.
     *
     * @param allTasks how many there are at most
     */
    public NetworkPass pass(int maxTasks, int maxBatch, int allTasks) {
        return NetworkPass.of(this, maxTasks, maxBatch, allTasks);
    }
}
