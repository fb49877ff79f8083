package org.hypernetspark.task;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.param.RandomStream;

/** Sine waves {@code y = a sin(x + p)}: amplitude in [0.5, 2) and phase in [0, pi) are the task's own (after Finn et al. 2017). */
public final class SineTasks {
    private SineTasks() {}

    /** Tasks with {@code rows} training rows and 20 validation rows, {@code x} uniform in [-3, 3). */
    public static List<Task> family(String name, int count, int rows, long seed) {
        RandomStream random = new RandomStream(seed);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double amplitude = 0.5 + 1.5 * random.nextDouble();
            double phase = Math.PI * random.nextDouble();
            tasks.add(new Task(
                    name + "-" + i,
                    new float[0],
                    rows(amplitude, phase, rows, random),
                    rows(amplitude, phase, 20, random)));
        }
        return tasks;
    }

    private static Rows rows(double amplitude, double phase, int count, RandomStream random) {
        float[] x = new float[count];
        float[] y = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = (float) (6 * random.nextDouble() - 3);
            y[i] = (float) (amplitude * Math.sin(x[i] + phase));
        }
        return Rows.of(count, x, y);
    }
}
