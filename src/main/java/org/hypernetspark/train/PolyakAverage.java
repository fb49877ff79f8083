package org.hypernetspark.train;

/**
 * The average of the shared parameters along time (Polyak and Juditsky 1992): the plain mean of the rounds at first, an
 * exponential one once its memory of {@code 1 / (1 - decay)} rounds is full, so that the start weighs no more than its share.
 */
final class PolyakAverage {
    private PolyakAverage() {}

    /**
     * The average after one more round.
     *
     * @param average before; not read in the first round
     * @param roundsDone with this one, from 1
     */
    static float[] next(float[] average, float[] phi, double decay, int roundsDone) {
        if (roundsDone == 1) {
            return phi.clone();
        }
        float keep = (float) Math.min(decay, (roundsDone - 1.0) / roundsDone);
        float[] next = new float[phi.length];
        for (int i = 0; i < next.length; i++) {
            next[i] = keep * average[i] + (1 - keep) * phi[i];
        }
        return next;
    }
}
