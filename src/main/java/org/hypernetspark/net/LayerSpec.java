package org.hypernetspark.net;

import java.io.Serializable;
import org.hypernetspark.param.Shape;

/** An immutable description of a layer, before its input shape is known. */
public interface LayerSpec extends Serializable {
    /** The name used in configurations, parameter names and messages, for example {@code dense}. */
    String name();

    /**
     * The layer for inputs of this shape.
     *
     * @throws IllegalArgumentException if such an input does not fit, saying what would
     */
    Layer bind(Shape input);
}
