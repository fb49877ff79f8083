package org.hypernetspark.hyper;

import java.util.List;
import org.hypernetspark.param.ParameterSpec;

/**
 * How one tensor of a target is made of raw values, and perhaps of base values. Immutable.
 *
 * <p>Implementations must not allocate in {@link #forward} and {@link #backward}.
 */
public interface TensorForm {
    /** The raw tensors it needs, under names of their own, in order. */
    List<ParameterSpec> raw();

    /** Whether there is a base tensor of the target's shape. */
    boolean base();

    /** The variance raw values should begin with, if the target's tensor should begin with variance {@code wanted}. */
    double rawVariance(double wanted);

    /** What the base's first values are multiplied with. */
    default float baseScale() {
        return 1;
    }

    /** Computes {@code pass.theta} from {@code pass.raw} and {@code pass.base}. */
    void forward(TensorPass pass);

    /** Computes from {@code pass.dTheta} the gradients {@code pass.dRaw} (overwritten) and {@code pass.dBase} (added to, if not null). */
    void backward(TensorPass pass);
}
