package org.hypernetspark.spark;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;

/** A family of small regression tasks, y = a x1 + b x2 + c, and a hypernet for it. */
public final class ToyTasks {
    private ToyTasks() {}

    /** So many tasks of 20 to 60 rows, a fifth of them for validation. */
    public static List<Task> lines(int count) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RandomStream random = new RandomStream(i);
            float a = (float) random.nextGaussian();
            float b = (float) random.nextGaussian();
            float c = (float) random.nextGaussian();
            int rows = 20 + random.nextInt(40);
            tasks.add(
                    new Task("task-" + i, new float[0], rows(rows, a, b, c, random), rows(rows / 4, a, b, c, random)));
        }
        return tasks;
    }

    private static Rows rows(int count, float a, float b, float c, RandomStream random) {
        float[] x = new float[count * 2];
        float[] y = new float[count];
        for (int i = 0; i < count; i++) {
            x[2 * i] = (float) random.nextGaussian();
            x[2 * i + 1] = (float) random.nextGaussian();
            y[i] = a * x[2 * i] + b * x[2 * i + 1] + c;
        }
        return Rows.of(count, x, y);
    }

    /** Embedding 4, trunk 8, target 2-6-1. */
    public static Hypernet hypernet() {
        Network target = Network.of(Shape.of(2), List.of(new Dense(6), Activation.TANH, new Dense(1)));
        HypernetSpec spec =
                HypernetSpec.of(new Condition(4, 0), List.of(new Dense(8), Activation.RELU), new GenerateOnce());
        return Hypernet.of(spec, target);
    }
}
