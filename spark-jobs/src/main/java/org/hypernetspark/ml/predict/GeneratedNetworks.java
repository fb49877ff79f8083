package org.hypernetspark.ml.predict;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;

/** The weights of tasks as rows {@code (task, weights)}, generated a few at a time. */
public final class GeneratedNetworks implements Iterator<Row> {
    private final Shard shard;
    private final PredictionRules rules;
    private final ModelPayload payload;
    private final NetworkGenerator generator;
    private final List<NetworkKey> keys = new ArrayList<>();
    private float[][] networks = {};
    private int next;
    private int taken;

    /** Of the tasks of a shard; those not to be predicted are left out. */
    public GeneratedNetworks(Shard shard, ModelPayload payload, PredictionRules rules) {
        this.shard = shard;
        this.payload = payload;
        this.rules = rules;
        this.generator = new NetworkGenerator(payload, rules);
    }

    @Override
    public boolean hasNext() {
        if (next == networks.length) {
            fill();
        }
        return next < networks.length;
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more tasks");
        }
        Row row = RowFactory.create(keys.get(next).task(), networks[next]);
        next++;
        return row;
    }

    private void fill() {
        keys.clear();
        next = 0;
        while (taken < shard.size() && keys.size() < generator.atOnce()) {
            Task task = shard.task(taken++);
            if (rules.admits(payload, task.id())) {
                keys.add(new NetworkKey(task.id(), task.descriptor()));
            }
        }
        networks = keys.isEmpty() ? new float[0][] : generator.generate(keys);
    }
}
