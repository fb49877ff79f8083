package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.LaneKernels;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A layer bound to an input shape. It holds no weights and no state: both come in the {@link LayerPass}.
 *
 * <p>Implementations must be immutable, must not allocate in {@link #forward} and {@link #backward}, and must compute each
 * task by itself and, but for batch normalisation in training, each example by itself.
 */
public interface Layer {
    /** Shape of one example that comes in. */
    Shape input();

    /** Shape of one example that goes out. */
    Shape output();

    /** The layer's tensors in flat order; empty if it has none. */
    default List<ParameterSpec> parameters() {
        return List.of();
    }

    /** Floats to keep from forward to backward for each example, beyond input and output. */
    default int savedPerExample() {
        return 0;
    }

    /** Floats of scratch memory the layer needs in any one call, whatever the number of tasks and examples. */
    default int scratch() {
        return 0;
    }

    /** Rows of one example that the layer multiplies with {@link LayerPass#ones}: positions of a sequence, else 1. */
    default int onesPerExample() {
        return 1;
    }

    /** Networks that run inside this layer; the pass brings working memory for each, see {@link LayerPass#inner}. */
    default List<Network> inner() {
        return List.of();
    }

    /**
     * Whether output may overwrite input and the output's gradient may become the input's in the same array. Such a layer
     * keeps the size and computes its gradient from its output (and {@link LayerPass#saved}) alone.
     */
    default boolean inPlace() {
        return false;
    }

    /** Whether {@link #backward} reads {@code pass.y}, so that the next layer must not overwrite it. */
    default boolean readsOutput() {
        return inPlace();
    }

    /** Whether {@link #backward} can update the weights itself, by {@link LayerPass#update}, and is faster by it. */
    default boolean updates() {
        return false;
    }

    /**
     * The same layer for activations {@code [tasks, features, batch]}, each example's values {@code batch} apart; null if it
     * has no such form. Both forms agree up to rounding.
     */
    default Layer examplesLast() {
        return null;
    }

    /**
     * The same layer for several tasks side by side in each vector of the processor, activations {@code [groups, batch, features, lanes]}; null
     * if it has no such form. Both forms agree up to rounding.
     */
    default Layer tasksLast(LaneKernels kernels) {
        return null;
    }

    /**
     * The same layer for several tasks side by side that share its weights, one example each, activations {@code [groups, features, lanes]}; null
     * if it has no such form. The gradient of its weights is the sum over the tasks. Both forms agree up to rounding.
     */
    default Layer sharedTasksLast(LaneKernels kernels) {
        return parameters().isEmpty() ? tasksLast(kernels) : null;
    }

    /** Computes {@code pass.y} from {@code pass.x} and the weights. */
    void forward(LayerPass pass);

    /**
     * Computes from {@code pass.dy} the gradients: {@code pass.dTheta} (overwritten, if not null) and {@code pass.dx}
     * (overwritten, if not null). Where there is a {@code pass.update}, the layer {@link #updates} its weights, which are those of one task,
     * after it has read them, and leaves {@code pass.dTheta} as it is.
     */
    void backward(LayerPass pass);
}
