package org.hypernetspark.ml.predict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;

/**
 * The weights of tasks as rows {@code (task, weights)}, generated a few at a time: variant by variant of the target, whose name
 * is then a third value of the row.
 */
public final class GeneratedNetworks implements Iterator<Row> {
    private final PredictionRules rules;
    private final ModelPayload payload;
    private final Hypernet hypernet;
    private final List<Task> tasks = new ArrayList<>();
    private NetworkGenerator generator;
    private int variant;
    private final List<NetworkKey> keys = new ArrayList<>();
    private float[][] networks = {};
    private int next;
    private int taken;

    /** Of the tasks of a shard; those not to be predicted are left out. */
    public GeneratedNetworks(Shard shard, ModelPayload payload, PredictionRules rules) {
        this.payload = payload;
        this.rules = rules;
        this.hypernet = payload.hypernet();
        this.generator = new NetworkGenerator(hypernet, payload, rules);
        for (int i = 0; i < shard.size(); i++) {
            if (rules.admits(payload, shard.task(i).id())) {
                tasks.add(payload.asKnown(shard.task(i)));
            }
        }
        tasks.sort(Comparator.comparingInt(Task::variant));
    }

    @Override
    public boolean hasNext() {
        while (next == networks.length && taken < tasks.size()) {
            fill();
        }
        return next < networks.length;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more tasks");
        }
        String task = keys.get(next).task();
        float[] weights = networks[next++];
        return payload.variants() == 1
                ? RowFactory.create(task, weights)
                : RowFactory.create(
                        task, weights, payload.encoder().variant().variants().get(variant));
    }

    private void fill() {
        keys.clear();
        next = 0;
        if (taken < tasks.size() && tasks.get(taken).variant() != variant) {
            variant = tasks.get(taken).variant();
            generator = new NetworkGenerator(hypernet.variant(variant), payload, rules);
        }
        while (taken < tasks.size()
                && keys.size() < generator.atOnce()
                && tasks.get(taken).variant() == variant) {
            Task task = tasks.get(taken++);
            keys.add(new NetworkKey(task.id(), variant, task.descriptor()));
        }
        networks = keys.isEmpty() ? new float[0][] : generator.generate(keys);
    }
}
