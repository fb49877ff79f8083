package org.hypernetspark.reproduce;

import org.hypernetspark.hyper.Hypernet;

/**
 * A number of trainable parameters that was published for a hypernet.
 *
 * @param name what is counted, with its source
 * @param hypernet the same hypernet here
 * @param tasks whose embeddings count
 * @param uncounted parameters here that the published number leaves out
 * @param published the published number
 */
record PublishedCount(String name, Hypernet hypernet, int tasks, long uncounted, long published) {
    /** The number here. */
    long counted() {
        return hypernet.counts().trainable(tasks) - uncounted;
    }
}
