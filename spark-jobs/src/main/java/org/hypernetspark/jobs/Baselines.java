package org.hypernetspark.jobs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hypernetspark.baseline.MeanBaseline;
import org.hypernetspark.baseline.PooledModel;
import org.hypernetspark.baseline.PooledTrainer;
import org.hypernetspark.baseline.SeparateTrainer;
import org.hypernetspark.jobs.data.DataSplit;
import org.hypernetspark.ml.table.FeatureEncoder;
import org.hypernetspark.ml.table.TaskTable;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.report.Score;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.TrainingListener;

/**
 * Trains and measures, in this process, the models that a hypernet has to beat: on the very rows and in the very encoding the
 * hypernet saw.
 *
 * <p>Here a task's validation rows are its held-out rows. Models that cannot use a new task's few rows are shown as they are.
 */
final class Baselines {
    private final JobConfig config;
    private final FeatureEncoder encoder;
    /** Of a target with variants the first. */
    private final Network target;

    private final boolean oneShape;
    private final Loss loss;
    private final List<Task> known;
    private final List<Task> unseen;
    private final List<Score> scores = new ArrayList<>();

    Baselines(JobConfig config, TrainingRun.Result result) {
        this.config = config;
        this.encoder = result.model().encoder();
        List<Network> targets = result.model().savedModel().target().networks();
        this.target = targets.get(0);
        this.oneShape = targets.size() == 1;
        this.loss = config.target().loss();
        DataSplit split = result.split();
        this.known = tasks(split.training(), split.test());
        this.unseen =
                config.data().split().hasUnseenTasks() ? tasks(split.adaptation(), split.unseenTest()) : List.of();
    }

    private List<Task> tasks(Dataset<Row> training, Dataset<Row> heldOut) {
        Map<String, Task> tasks = new TreeMap<>();
        for (Task task : collect(training)) {
            tasks.put(task.id(), task);
        }
        for (Task task : collect(heldOut)) {
            Task trained = tasks.get(task.id());
            Rows rows = trained == null ? Rows.none() : trained.training();
            tasks.put(task.id(), new Task(task.id(), task.descriptor(), rows, task.training()));
        }
        return List.copyOf(tasks.values());
    }

    private List<Task> collect(Dataset<Row> rows) {
        List<Task> tasks = new ArrayList<>();
        if (!rows.isEmpty()) {
            try (TaskTable table =
                    TaskTable.read(rows, encoder, config.training().workers())) {
                for (Shard shard : table.shards().collect()) {
                    for (int i = 0; i < shard.size(); i++) {
                        tasks.add(shard.task(i));
                    }
                }
            }
        }
        return tasks;
    }

    /** The known tasks, their held-out rows as validation rows. */
    List<Task> known() {
        return known;
    }

    /** The target network trained directly, with its score. */
    PooledModel direct(String name, PooledTrainer trainer, TrainingListener... listeners) {
        PooledModel model = trainer.train(known, listeners);
        add(name, HeldOutGroup.KNOWN, model.evaluate(known, Task::validation));
        return model;
    }

    /** A trainer of the target network for all known tasks. */
    PooledTrainer pooledTrainer(int descriptor) {
        return new PooledTrainer(target, descriptor, loss, config.training());
    }

    /** The scores so far. */
    List<Score> scoresSoFar() {
        return List.copyOf(scores);
    }

    /** All models' scores; there is no network of the target's shape to compare with if it has variants. */
    List<Score> scores() {
        if (oneShape) {
            networks();
        }
        separate("separate linear models", linear());
        means();
        return scores;
    }

    private void networks() {
        pooled("pooled network", 0);
        if (encoder.descriptors().width() > 0 && target.input().rank() == 1) {
            pooled("pooled network + descriptor", encoder.descriptors().width());
        }
        separate("separate networks", target);
    }

    private void pooled(String name, int descriptor) {
        PooledModel model = direct(name, pooledTrainer(descriptor));
        add(name, HeldOutGroup.UNSEEN, model.evaluate(unseen, Task::validation));
        add(name, adapted(), model.evaluate(unseen, Task::validation));
    }

    private void separate(String name, Network network) {
        SeparateTrainer trainer =
                new SeparateTrainer(network, loss, Runtime.getRuntime().availableProcessors());
        add(name, HeldOutGroup.KNOWN, trainer.evaluate(trained(known), config.training(), Task::validation));
        add(name, adapted(), trainer.evaluate(trained(unseen), config.adaptation(), Task::validation));
    }

    private static List<Task> trained(List<Task> tasks) {
        return tasks.stream().filter(task -> task.training().count() > 0).toList();
    }

    private void means() {
        MeanBaseline mean = MeanBaseline.fit(loss, target.output(), known);
        add("mean of each task", HeldOutGroup.KNOWN, mean.evaluate(known, Task::validation));
        add("mean of each task", HeldOutGroup.UNSEEN, mean.evaluateOverall(unseen, Task::validation));
        add("mean of each task", adapted(), mean.evaluate(unseen, Task::validation));
    }

    private Network linear() {
        LayerSpec dense = new Dense(target.output().size());
        List<LayerSpec> layers = target.input().rank() == 1 ? List.of(dense) : List.of(new Flatten(), dense);
        return Network.of(target.input(), layers);
    }

    private String adapted() {
        return HeldOutGroup.adapted(config.data().split());
    }

    private void add(String model, String group, List<MetricSums> sums) {
        double unit = encoder.label().deviation();
        List<MetricSums> scaled = sums.stream().map(each -> each.scaled(unit)).toList();
        MetricSummary summary = new MetricSummary(scaled);
        if (summary.tasks() > 0) {
            scores.add(new Score(model, group, summary));
        }
    }
}
