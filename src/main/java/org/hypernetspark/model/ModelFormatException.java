package org.hypernetspark.model;

/** A file that is foreign, newer, truncated, altered, or does not fit itself: names the file, what was expected, what came. */
public final class ModelFormatException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** With a message for the user. */
    public ModelFormatException(String message) {
        super(message);
    }

    /** With a message for the user and the reason. */
    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
