package org.hypernetspark.param;

/** What random numbers are drawn for. Streams of different purposes are independent; the order here is part of results. */
public enum Purpose {
    INITIALISATION,
    TASK_EMBEDDING,
    TASK_ORDER,
    ROW_ORDER,
    DROPOUT,
    EMBEDDING_DROPOUT,
    ROW_SPLIT,
    TASK_SPLIT,
    WORKER_PLACEMENT,
    NOISE,
    ADAPTATION,
    BASELINE
}
