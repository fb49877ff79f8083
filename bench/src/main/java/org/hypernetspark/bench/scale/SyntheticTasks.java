package org.hypernetspark.bench.scale;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import scala.Tuple2;

/**
 * Tasks with noise for features and labels that follow from them; each depends on its number alone, and is made where it is
 * needed.
 *
 * @param count tasks
 * @param rows rows of each to train on
 * @param validation rows of each to validate on
 * @param features of a row
 * @param classes labels are class indices below this, or numbers if it is 1
 */
record SyntheticTasks(int count, int rows, int validation, int features, int classes) implements Serializable {
    /** Tasks that fit a workload. */
    static SyntheticTasks of(Work work, int count, int validation) {
        return of(work, count, work.rows(), validation);
    }

    /** Tasks that fit a workload, with a number of rows of their own. */
    static SyntheticTasks of(Work work, int count, int rows, int validation) {
        boolean classification = work.target().loss().classification();
        return new SyntheticTasks(
                count,
                rows,
                validation,
                work.target().input().size(),
                classification ? work.hypernet().target().output().size() : 1);
    }

    /** All of them, here. */
    List<Task> all() {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            tasks.add(task(i));
        }
        return tasks;
    }

    /** The shards of all workers, made by executors, not yet cached; in the partitions of a shuffle, as those of a table are. */
    JavaRDD<Shard> shards(JavaSparkContext context, int workers) {
        List<Tuple2<Integer, Integer>> numbers = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            numbers.add(new Tuple2<>(worker, worker));
        }
        SyntheticTasks here = this;
        return context.parallelizePairs(numbers)
                .partitionBy(new HashPartitioner(workers))
                .map(number -> here.shard(number._1, workers));
    }

    private Shard shard(int worker, int workers) {
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (Shard.workerOf(id(i), workers) == worker) {
                tasks.add(task(i));
            }
        }
        return Shard.of(worker, tasks);
    }

    /** The id of a task. */
    static String id(int number) {
        return "task-" + number;
    }

    /** One task. */
    Task task(int number) {
        RandomStream random = new RandomStream(Seeds.mix(number));
        float[] direction = new float[features];
        for (int i = 0; i < features; i++) {
            direction[i] = random.nextFloat() - 0.5f;
        }
        return new Task(id(number), new float[0], rows(random, direction, rows), rows(random, direction, validation));
    }

    private Rows rows(RandomStream random, float[] direction, int wanted) {
        float[] x = new float[wanted * features];
        float[] y = new float[wanted];
        for (int row = 0; row < wanted; row++) {
            float sum = 0;
            for (int i = 0; i < features; i++) {
                x[row * features + i] = random.nextFloat() - 0.5f;
                sum += direction[i] * x[row * features + i];
            }
            y[row] = classes == 1 ? sum : Math.floorMod((int) Math.floor(sum * classes), classes);
        }
        return wanted == 0 ? Rows.none() : Rows.of(wanted, x, y);
    }
}
