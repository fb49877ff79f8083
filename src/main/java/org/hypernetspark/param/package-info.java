/**
 * Parameters: named tensors laid out in one flat {@code float[]}, their initialisation, seeds by identity, and the one
 * door to native matrix products.
 *
 * <p>Everything here is row-major and lives on the Java heap. A flat vector has no structure of its own; a
 * {@link org.hypernetspark.param.ParameterLayout} says which slice is which tensor.
 */
package org.hypernetspark.param;
