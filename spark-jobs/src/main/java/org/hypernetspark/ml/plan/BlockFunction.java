package org.hypernetspark.ml.plan;

import java.io.Serializable;

/** What computes added columns, sent to the executors. */
@FunctionalInterface
public interface BlockFunction extends Serializable {
    /** Begins a partition. */
    Blocks begin();
}
