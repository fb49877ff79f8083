package org.hypernetspark.param;

/** What random numbers are drawn for. Streams of different purposes are independent; the codes are part of results. */
public enum Purpose {
    /** First values of shared parameters. */
    INITIALISATION(1),
    /** First values of a task's embedding. */
    TASK_EMBEDDING(2),
    /** Order in which a worker visits its tasks. */
    TASK_ORDER(3),
    /** Order in which a task's rows are visited. */
    ROW_ORDER(4),
    /** Dropout in target and trunk. */
    DROPOUT(5),
    /** Which tasks are shown as unknown in a step. */
    EMBEDDING_DROPOUT(6),
    /** Which rows are held out. */
    ROW_SPLIT(7),
    /** Which tasks are held out. */
    TASK_SPLIT(8),
    /** Which worker a task belongs to. */
    WORKER_PLACEMENT(9),
    /** Fitting the embeddings of new tasks. */
    ADAPTATION(10),
    /** Which earlier tasks a step of continual learning holds in place. */
    REGULARISED_TASKS(31),
    /** Data that is made up, and permutations of data. */
    DATA(32),
    /** Noise and preferences a hypernet is conditioned on. */
    CONDITION(11),
    /** Rows of a task's support set. */
    SUPPORT_ROWS(12),
    /** Networks drawn to predict. */
    PREDICTION(13);

    private final long code;

    Purpose(long code) {
        this.code = code;
    }

    long code() {
        return code;
    }
}
