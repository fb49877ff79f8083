package org.hypernetspark.spark;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Chooses groups of workers: sizes that differ by at most one, as many groups on an executor as it has cores and, within that, workers where
 * their shards lie.
 */
final class GroupChoice {
    private final int workers;
    /** Workers that are in no group yet, in their order, by where their shards lie. */
    private final Map<String, NavigableSet<Integer>> waiting = new TreeMap<>();

    private final Map<String, Integer> cores;
    /** Cores that have no group yet. */
    private final Map<String, Integer> free = new TreeMap<>();

    /**
     * Nothing chosen yet.
     *
     * @param locations of each worker's shard; if it is on no executor, any other name
     * @param cores of each executor, by its location
     */
    GroupChoice(List<String> locations, Map<String, Integer> cores) {
        this.workers = locations.size();
        this.cores = cores;
        for (int worker = 0; worker < workers; worker++) {
            waiting.computeIfAbsent(locations.get(worker), name -> new TreeSet<>())
                    .add(worker);
        }
    }

    /**
     * A group.
     *
     * @param home the executor it should run on; empty if there is none
     * @param size workers it is to have
     * @param members those it has
     */
    record Group(String home, int size, NavigableSet<Integer> members) {
        private void fill(NavigableSet<Integer> from) {
            while (members.size() < size && !from.isEmpty()) {
                members.add(from.pollFirst());
            }
        }
    }

    /** So many groups, to be asked for once. */
    List<Group> groups(int count) {
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int size = workers / count + (i < workers % count ? 1 : 0);
            Group group = new Group(home(), size, new TreeSet<>());
            group.fill(at(group.home));
            groups.add(group);
        }
        NavigableSet<Integer> others = new TreeSet<>();
        waiting.values().forEach(others::addAll);
        groups.forEach(group -> group.fill(others));
        return groups;
    }

    private NavigableSet<Integer> at(String location) {
        return waiting.getOrDefault(location, new TreeSet<>());
    }

    /** A free core where most workers wait; among equals, of the executor with most free cores. */
    private String home() {
        if (free.values().stream().allMatch(number -> number == 0)) {
            free.putAll(cores);
        }
        Comparator<String> most = Comparator.comparingInt(
                        (String executor) -> at(executor).size())
                .thenComparingInt(free::get)
                .thenComparing(Comparator.reverseOrder());
        String home = free.keySet().stream()
                .filter(executor -> free.get(executor) > 0)
                .max(most)
                .orElse("");
        free.computeIfPresent(home, (executor, number) -> number - 1);
        return home;
    }
}
