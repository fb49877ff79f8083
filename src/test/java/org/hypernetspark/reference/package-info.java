/**
 * What layers, losses and hypernets compute, once more: plain float64 loops over one example, forward only.
 *
 * <p>Gradients come from central differences, so nothing here shares a thought with the code under test.
 */
package org.hypernetspark.reference;
