package org.hypernetspark.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import org.apache.spark.SparkContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.scheduler.ExecutorCacheTaskLocation;
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

    private WorkerGroups(List<GroupChoice.Group> groups, boolean[] away, RDD<Shard> shards, RDD<Shard> copies) {
        this.workers = groups.stream()
                .map(group ->
                        group.members().stream().mapToInt(worker -> worker).toArray())
                .toArray(int[][]::new);
        this.away = away;
        List<String> homes = groups.stream().map(GroupChoice.Group::home).toList();
        this.shards = new GroupedRdd<>(List.of(shards, copies), this, homes, ClassTag$.MODULE$.apply(Shard.class));
    }

    /**
     * Groups of all workers, by the executors there are now and where on them the shards are cached.
     *
     * @param copies the same shards, persisted: those that lie on another executor than their group runs on are read from there, so
     *     that they travel once and not in every round
     * @param bytes of a worker's new state
     */
    static WorkerGroups of(RDD<Shard> shards, RDD<Shard> copies, long bytes) {
        Map<String, Integer> executors = executors(shards.context());
        int cores = executors.values().stream().reduce(0, Integer::sum);
        List<String> nearest = locations(copies);
        int count = count(nearest.size(), Math.max(cores, shards.context().defaultParallelism()), bytes);
        List<GroupChoice.Group> groups = new GroupChoice(nearest, executors).groups(count);
        return new WorkerGroups(groups, away(groups, locations(shards), nearest, executors), shards, copies);
    }

    /**
     * How many are worth having.
     *
     * @param cores groups that may run at once
     */
    static int count(int workers, int cores, long bytes) {
        long forMemory = (workers * bytes + HELD - 1) / HELD;
        return (int) Math.min(workers, Math.max(cores, forMemory));
    }

    private static boolean[] away(
            List<GroupChoice.Group> groups, List<String> first, List<String> nearest, Map<String, Integer> executors) {
        boolean[] away = new boolean[first.size()];
        for (GroupChoice.Group group : groups) {
            for (int worker : group.members()) {
                away[worker] = executors.containsKey(nearest.get(worker))
                        && !first.get(worker).equals(group.home());
            }
        }
        return away;
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

    /** Whether a location is that of an executor there is now. */
    static boolean isThere(SparkContext context, String location) {
        try {
            return !location.isEmpty()
                    && TaskLocation.apply(location) instanceof ExecutorCacheTaskLocation home
                    && context.statusStore().executorSummary(home.executorId()).isActive();
        } catch (NoSuchElementException e) {
            return false; // Spark forgets those that are gone, some time
        }
    }

    private static String location(ExecutorSummary executor) {
        return TaskLocation.apply(host(executor.hostPort()), executor.id()).toString();
    }

    /** Without its port, which Spark does not know before the executor's block manager is there. */
    static String host(String address) {
        return address.replaceFirst(":\\d+$", "");
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
