package org.hypernetspark.hyper;

import org.hypernetspark.param.RandomStream;

/**
 * Noise {@code z ~ N(0, I)}: the hypernet becomes a distribution over networks (Krueger et al. 2017, "Bayesian
 * hypernetworks"; here without an entropy term, so the spread is as wide as the loss lets it be).
 *
 * @param size length of {@code z}, at least 1
 * @param samples networks for each task in a step of training, at least 1
 */
public record NoiseInput(int size, int samples) implements DrawnInput {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public NoiseInput {
        Condition.requireSize("noise", size);
        if (samples < 1) {
            throw new IllegalArgumentException("noise needs at least 1 sample in a step, got " + samples);
        }
    }

    @Override
    public String name() {
        return "noise";
    }

    @Override
    public void draw(RandomStream random, float[] to, int at) {
        for (int i = 0; i < size; i++) {
            to[at + i] = (float) random.nextGaussian();
        }
    }

    @Override
    public void center(float[] to, int at) {
        for (int i = 0; i < size; i++) {
            to[at + i] = 0;
        }
    }
}
