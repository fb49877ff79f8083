package org.hypernetspark.train;

/** A loss or parameter became NaN or infinite; the message names round and task. */
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the message for the user. */
    public TrainingDivergedException(String message) {
        super(message);
    }
}
