package org.hypernetspark.jobs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.hypernetspark.param.RandomStream;

/**
 * A small job on disk: 8 tasks whose slope is known from their descriptor, 40 rows each.
 *
 * @param folder where its files lie
 */
record ToyJob(Path folder) {
    private static final int TASKS = 8;
    private static final int ROWS = 40;

    /** Writes rows.csv, tasks.csv and job.yaml. */
    static ToyJob in(Path folder) {
        ToyJob job = new ToyJob(folder);
        job.write("rows.csv", rows());
        job.write("tasks.csv", tasks());
        job.write("job.yaml", job.yaml());
        return job;
    }

    private static double slope(int task) {
        return (task - 3.5) / 2;
    }

    private static String rows() {
        StringBuilder text = new StringBuilder("shop,x,kind,y,note\n");
        RandomStream random = new RandomStream(5);
        for (int task = 0; task < TASKS; task++) {
            for (int row = 0; row < ROWS; row++) {
                double x = random.nextGaussian();
                String kind = row % 2 == 0 ? "even" : "odd";
                double y = slope(task) * x + (row % 2) + 0.01 * random.nextGaussian();
                text.append(String.format(Locale.ROOT, "s%d,%.5f,%s,%.5f,n%n", task, x, kind, y));
            }
        }
        return text.toString();
    }

    private static String tasks() {
        StringBuilder text = new StringBuilder("id,size\n");
        for (int task = 0; task < TASKS; task++) {
            text.append(String.format(Locale.ROOT, "s%d,%.2f%n", task, slope(task)));
        }
        return text.toString();
    }

    private String yaml() {
        return """
                data:
                  train: %1$s/rows.csv
                  task: shop
                  features: [x]
                  categorical: [kind]
                  label: y
                  descriptor: {table: %1$s/tasks.csv, key: id, columns: [size]}
                  split: {test: 0.25, validation: 0.1, unseenTasks: 0.25, adaptRows: 8, seed: 1}
                target:
                  layers: [{dense: 4, activation: tanh}, {dense: 1}]
                  loss: mse
                hypernet:
                  condition: {embedding: 2, descriptor: true}
                  trunk: [{dense: 8, activation: relu}]
                training:
                  {rounds: 6, localSteps: 10, batch: 16, workers: 2, optimizer: {adam: {learningRate: 0.01}},
                   embeddingDropout: 0.3, evaluateEvery: 3, seed: 3, checkpoint: {every: 2}}
                adaptation: {steps: 20}
                output: %1$s/out
                """
                .formatted(folder);
    }

    /** Writes a file into the folder. */
    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the folder. */
    String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The path of a file in the folder. */
    String path(String name) {
        return folder.resolve(name).toString();
    }

    /** Where the job writes. */
    Path output() {
        return folder.resolve("out");
    }
}
