package org.hypernetspark.net;

import java.io.Serializable;
import org.hypernetspark.param.Shape;

/** An immutable description of a layer, before its input shape is known. */
public interface LayerSpec extends Serializable {
    /** The name used in configurations, parameter names and messages, for example {@code dense}. */
    String name();

    /** Whether it sees rows of a batch together, so that {@link #over} has to say which. */
    default boolean grouped() {
        return false;
    }

    /** The same layer for a batch whose rows come in groups; itself if it sees each row alone. */
    default LayerSpec over(RowGroup group) {
        return this;
    }

    /**
     * The layer for inputs of this shape.
     *
     * @throws IllegalArgumentException if such an input does not fit, saying what would
     */
    Layer bind(Shape input);
}
