/**
 * The bridge to DL4J: users' existing {@code MultiLayerConfiguration}s become targets, generated networks become
 * {@code MultiLayerNetwork} files.
 *
 * <p>Both directions translate descriptions; weights are never rearranged, because our flat order is DL4J's. What has no
 * exact counterpart on the other side is refused with a message that names the layer: the bridge approximates nothing. GELU
 * is refused both ways: ND4J 1.0.0-M2.1 computes {@code x sigmoid(1.702 x)}, or, where a precise form is asked for, a tanh
 * form whose inner coefficient is cubed too; both differ from ours, by 0.02 and 0.03 at 2.
 */
package org.hypernetspark.dl4j;
