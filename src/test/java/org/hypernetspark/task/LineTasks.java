package org.hypernetspark.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.RandomStream;

/** A family of tasks {@code y = a x + b}: slope and intercept are the task's own, and its descriptor. */
public final class LineTasks {
    private LineTasks() {}

    /** Tasks named {@code line-0} and on, slopes and intercepts uniform in [-1, 1), {@code x} too. */
    public static List<Task> family(int count, int rows, long seed) {
        RandomStream random = new RandomStream(seed);
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(line("line-" + i, uniform(random), uniform(random), rows, random));
        }
        return tasks;
    }

    /** One task with training rows and 20 validation rows. */
    public static Task line(String id, float slope, float intercept, int rows, RandomStream random) {
        return new Task(
                id,
                new float[] {slope, intercept},
                rows(slope, intercept, rows, random),
                rows(slope, intercept, 20, random));
    }

    private static Rows rows(float slope, float intercept, int count, RandomStream random) {
        float[] x = new float[count];
        float[] y = new float[count];
        for (int i = 0; i < count; i++) {
            x[i] = uniform(random);
            y[i] = slope * x[i] + intercept;
        }
        return Rows.of(count, x, y);
    }

    /** The same task with a label of its training rows replaced. */
    public static Task withLabel(Task task, int row, float label) {
        Rows rows = task.training();
        float[] labels = Arrays.copyOf(rows.labels(), rows.labels().length);
        labels[row] = label;
        return new Task(
                task.id(), task.descriptor(), Rows.of(rows.count(), rows.features(), labels), task.validation());
    }

    private static float uniform(RandomStream random) {
        return 2 * random.nextFloat() - 1;
    }
}
