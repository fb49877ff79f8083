/**
 * Configuration: YAML or JSON text to the records that describe targets, hypernets and training, and back.
 *
 * <p>A {@link org.hypernetspark.config.ConfigNode} points at one value of a parsed text and knows its source and key path, so
 * that every mistake is told in one message. A codec for each record reads it from such a node and writes it back in one
 * canonical form with all defaults explicit. Reading never creates an object of a class that the text names.
 */
package org.hypernetspark.config;
