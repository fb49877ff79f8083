package org.hypernetspark.bench;

import java.nio.file.Path;

/**
 * What a system computed in its first steps from the fixture's start, for the orchestrator to compare.
 *
 * @param losses mean loss of the tasks in each step
 * @param gradient of {@code phi} in the first step, the mean over tasks
 * @param update {@code phi} after the first step minus {@code phi} before
 */
record FirstSteps(double[] losses, float[] gradient, float[] update) {
    /** The difference of two vectors. */
    static float[] difference(float[] after, float[] before) {
        float[] difference = new float[after.length];
        for (int i = 0; i < difference.length; i++) {
            difference[i] = after[i] - before[i];
        }
        return difference;
    }

    /** Where {@link #write} puts the gradient. */
    static Path gradientFile(Path folder) {
        return folder.resolve("gradient.f32");
    }

    /** Where {@link #write} puts the update. */
    static Path updateFile(Path folder) {
        return folder.resolve("update.f32");
    }

    /** Writes the vectors to a folder that exists. */
    void write(Path folder) {
        FloatFile.write(gradientFile(folder), gradient);
        FloatFile.write(updateFile(folder), update);
    }
}
