package org.hypernetspark.hyper;

import java.io.Serializable;
import org.hypernetspark.param.ParameterSpec;

/** What the hypernet's raw outputs are: weights, changes to base weights, low-rank factors, scales, masks. */
public interface WeightForm extends Serializable {
    /** The name used in configurations, for example {@code low-rank}. */
    String name();

    /** The base weights it builds on. */
    Base base();

    /** How this tensor of the target is made of raw values. */
    TensorForm of(ParameterSpec tensor);
}
