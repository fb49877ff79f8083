package org.hypernetspark.config;

/** A mistake in a configuration: one message that names source, key, what was expected and what came. */
public final class ConfigException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** With a message for the user. */
    public ConfigException(String message) {
        super(message);
    }

    /** With a message for the user and the reason. */
    public ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
