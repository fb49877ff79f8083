package org.hypernetspark.dl4j;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Shard;
import org.nd4j.linalg.dataset.api.MultiDataSet;
import scala.Tuple2;

/**
 * Makes the minibatches of a round, as DL4J takes them, from the shards on the cluster.
 *
 * @param plan who takes which step
 * @param firstTasks position of each shard's first task in the embedding table
 * @param batch rows of each task in a step
 * @param hypernetSpec the hypernet without its target
 * @param targetInput shape of one example
 * @param targetLayers layers of the target
 * @param loss what is made small
 */
record RoundData(
        MinibatchPlan plan,
        int[] firstTasks,
        int batch,
        HypernetSpec hypernetSpec,
        Shape targetInput,
        List<LayerSpec> targetLayers,
        Loss loss)
        implements Serializable {
    static RoundData of(Hypernet hypernet, Loss loss, MinibatchPlan plan, int[] firstTasks, int batch) {
        Network target = hypernet.target();
        return new RoundData(plan, firstTasks, batch, hypernet.spec(), target.input(), target.specs(), loss);
    }

    /** The hypernet with its target. */
    Hypernet hypernet() {
        return Hypernet.of(hypernetSpec, Network.of(targetInput, targetLayers));
    }

    /** The tasks' rows of round {@code round} (from 0): one partition for each worker, its steps' slots in order. */
    JavaRDD<TaskMinibatch> slots(JavaRDD<Shard> shards, int round) {
        JavaPairRDD<Long, TaskMinibatch> slots = shards.flatMapToPair(shard -> slots(shard, round));
        return slots.repartitionAndSortWithinPartitions(plan.partitioner()).values();
    }

    /** The same as DL4J's minibatches, one for each step; off the heap, so made where they are used. */
    JavaRDD<MultiDataSet> minibatches(JavaRDD<TaskMinibatch> slots) {
        return slots.mapPartitions(this::steps);
    }

    private Iterator<Tuple2<Long, TaskMinibatch>> slots(Shard shard, int round) {
        List<Tuple2<Long, TaskMinibatch>> slots = new ArrayList<>();
        long first = round * plan.slots();
        for (long slot = first; slot < first + plan.slots(); slot++) {
            int task = plan.task(slot);
            int here = task - firstTasks[shard.worker()];
            if (here >= 0 && here < shard.size()) {
                slots.add(new Tuple2<>(
                        slot, TaskMinibatch.of(shard.task(here), task, batch, plan.seed(), plan.visit(slot))));
            }
        }
        return slots.iterator();
    }

    private Iterator<MultiDataSet> steps(Iterator<TaskMinibatch> slots) {
        Nd4jStart.now();
        GraphMinibatch graph = new GraphMinibatch(hypernet(), loss, batch);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return slots.hasNext();
            }

            @Override
            public MultiDataSet next() {
                if (!slots.hasNext()) {
                    throw new NoSuchElementException();
                }
                return step(graph, slots);
            }
        };
    }

    /** Joins the tasks of one step. */
    private MultiDataSet step(GraphMinibatch graph, Iterator<TaskMinibatch> slots) {
        int count = plan.tasksPerStep();
        List<TaskMinibatch> parts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            parts.add(slots.next());
        }
        return graph.of(
                parts.stream().mapToInt(part -> part.task).toArray(),
                joined(parts.stream().map(part -> part.descriptor).toList()),
                joined(parts.stream().map(part -> part.x).toList()),
                joined(parts.stream().map(part -> part.y).toList()));
    }

    private static float[] joined(List<float[]> parts) {
        int size = parts.get(0).length;
        float[] values = new float[parts.size() * size];
        for (int i = 0; i < parts.size(); i++) {
            System.arraycopy(parts.get(i), 0, values, i * size, size);
        }
        return values;
    }
}
