package org.hypernetspark.model;

import org.hypernetspark.hyper.TaskEmbeddings;

/** Checks that parts of embeddings have one size and ascend from part to part; inside a part they do anyway. */
final class PartOrder {
    private final int size;
    private String last;

    PartOrder(int size) {
        this.size = size;
    }

    void check(TaskEmbeddings part) {
        if (part.size() != size) {
            throw new IllegalArgumentException("Task embeddings must be of size " + size + ", got " + part.size());
        }
        if (part.count() == 0) {
            return;
        }
        if (last != null && last.compareTo(part.id(0)) >= 0) {
            throw new IllegalArgumentException(
                    "Task ids must ascend from part to part; \"" + part.id(0) + "\" follows \"" + last + "\"");
        }
        last = part.id(part.count() - 1);
    }
}
