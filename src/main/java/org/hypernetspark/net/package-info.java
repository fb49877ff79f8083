/**
 * Target networks: layers without weights.
 *
 * <p>A {@link org.hypernetspark.net.Network} is a description; forward and backward take the weights from outside and run
 * {@code T} tasks, each with weights of its own, in one call. Activations are {@code [T, B, ...]}, row-major, images as
 * channels x height x width. The trunk of a hypernet is such a network too, with one task.
 */
package org.hypernetspark.net;
