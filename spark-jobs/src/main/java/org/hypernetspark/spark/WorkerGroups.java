package org.hypernetspark.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.TaskLocation;
import org.apache.spark.status.api.v1.ExecutorSummary;
import org.hypernetspark.task.Shard;
import scala.collection.JavaConverters;
import scala.reflect.ClassTag$;

/**
 * Which workers of a round run in one Spark task, one after the other. A task costs the driver about 9 kB out and 4 kB in, so there are
 * as many as cores, whatever the number of workers. Results do not depend on it.
 */
final class WorkerGroups implements Grouping {
    private static final long serialVersionUID = 1;

    /** New states of workers that one task may hold until Spark keeps them: 256 MiB. */
    private static final long HELD = 1L << 28;

    /** Of each group, in their order. */
    private final int[][] workers;
    /** Whether the shard of a worker lies on another executor than its group runs on. */
    private final boolean[] away;

    private final transient RDD<Shard> shards;

    private WorkerGroups(int[][] workers, boolean[] away, List<String> homes, RDD<Shard> shards, RDD<Shard> copies) {
        this.workers = workers;
        this.away = away;
        this.shards = new GroupedRdd<>(List.of(shards, copies), this, homes, ClassTag$.MODULE$.apply(Shard.class));
    }

    /**
     * Groups worth having.
     *
     * @param cores how many of them may run at once
     * @param bytes of a worker's new state
     */
    static int count(int workers, int cores, long bytes) {
        long forMemory = (workers * bytes + HELD - 1) / HELD;
        return (int) Math.min(workers, Math.max(cores, forMemory));
    }

    /**
     * So many groups, by the executors there are now and where on them the shards are cached.
     *
     * @param copies the same shards, persisted: those that lie on another executor than their group runs on are read from there, so
     *     that they travel once and not in every round
     */
    static WorkerGroups of(RDD<Shard> shards, RDD<Shard> copies, int count) {
        Map<String, Integer> executors = executors(shards.context());
        List<String> nearest = locations(copies);
        List<GroupChoice.Group> groups = new GroupChoice(nearest, executors).groups(count);
        int[][] workers = groups.stream()
                .map(group ->
                        group.members().stream().mapToInt(worker -> worker).toArray())
                .toArray(int[][]::new);
        boolean[] away = new boolean[nearest.size()];
        List<String> first = locations(shards);
        for (GroupChoice.Group group : groups) {
            for (int worker : group.members()) {
                away[worker] = executors.containsKey(nearest.get(worker))
                        && !first.get(worker).equals(group.home());
            }
        }
        List<String> homes = groups.stream().map(GroupChoice.Group::home).toList();
        return new WorkerGroups(workers, away, homes, shards, copies);
    }

    private static List<String> locations(RDD<Shard> shards) {
        List<String> locations = new ArrayList<>();
        for (int worker = 0; worker < shards.getNumPartitions(); worker++) {
            locations.add(location(shards, worker));
        }
        return locations;
    }

    /** Of several, the first by name. */
    private static String location(RDD<Shard> shards, int worker) {
        return JavaConverters.seqAsJavaList(shards.context().getPreferredLocs(shards, worker)).stream()
                .map(TaskLocation::toString)
                .min(String::compareTo)
                .orElse("");
    }

    /** Their cores; the driver has none, unless it is the executor as well. */
    static Map<String, Integer> executors(SparkContext context) {
        Map<String, Integer> cores = new TreeMap<>();
        for (ExecutorSummary executor :
                JavaConverters.seqAsJavaList(context.statusStore().executorList(true))) {
            if (executor.totalCores() > 0) {
                cores.put(location(executor), executor.totalCores());
            }
        }
        return cores;
    }

    private static String location(ExecutorSummary executor) {
        String address = executor.hostPort();
        String host = address.substring(0, address.lastIndexOf(':'));
        return TaskLocation.apply(host, executor.id()).toString();
    }

    @Override
    public int groups() {
        return workers.length;
    }

    @Override
    public int[] members(int group) {
        return workers[group];
    }

    @Override
    public int from(int worker) {
        return away[worker] ? 1 : 0;
    }

    /** The shards of each group's workers, in one partition that should be used at the group's home; only on the driver. */
    RDD<Shard> shards() {
        return shards;
    }
}
