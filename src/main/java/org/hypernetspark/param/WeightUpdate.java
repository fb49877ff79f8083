package org.hypernetspark.param;

/**
 * Updates weights on the way back, block by block, as soon as a block's gradient is there: block and gradient are then in the cache, and
 * the gradient of the whole never goes through memory.
 */
public interface WeightUpdate {
    /**
     * Updates {@code n} weights.
     *
     * @param gradient the gradient of {@code weights[at + i]} is {@code gradient[gradientAt + i]}
     */
    void update(float[] weights, int at, int n, float[] gradient, int gradientAt);
}
