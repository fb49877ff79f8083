package org.hypernetspark.spark;

import java.io.Serializable;

/** Which partitions are read together. It travels with every task that may read them, so it should be small. */
interface Grouping extends Serializable {
    int groups();

    /** The partitions of a group, in their order; not to be changed. */
    int[] members(int group);

    /** Of several RDDs with the same elements, the number of the one that a partition is read from. */
    default int from(int member) {
        return 0;
    }
}
