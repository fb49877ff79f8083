package org.hypernetspark.param;

/**
 * Adam's update (Kingma and Ba 2015, algorithm 1) where the gradient lies elsewhere than its values: HotSpot does not vectorise a plain
 * loop over arrays of different places. The same bits as that loop. Nothing is allocated.
 */
public interface AdamKernel {
    /**
     * Updates {@code n} values and their moments, all from {@code at} on.
     *
     * @param first the running mean of gradients
     * @param second the running mean of their squares
     * @param gradient the gradient of value {@code at + i}, but for its scale, is {@code gradient[gradientAt + i]}
     * @param scale the gradient's factor
     * @param coupled decay that is added to the gradient
     * @param size the step's length, with the corrections of both moments
     * @param epsilon with the correction of the second moment
     * @param keep what is left of a value by decay that is not part of the gradient
     */
    void update(
            float[] values,
            float[] first,
            float[] second,
            int at,
            int n,
            float[] gradient,
            int gradientAt,
            float scale,
            float coupled,
            float beta1,
            float beta2,
            float size,
            float epsilon,
            float keep);
}
