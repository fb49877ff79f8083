package org.hypernetspark.net;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/**
 * The edges of a graph between numbered nodes; messages flow both ways. No edges at all stands for the chain 0 - 1 - 2 - ...: the
 * computation graph of a network whose layers follow one another.
 *
 * @param pairs two node numbers for each edge
 */
public record Edges(List<List<Integer>> pairs) implements Serializable {
    /**
     * Copies the pairs.
     *
     * @throws IllegalArgumentException if one does not join two different nodes, counted from 0
     */
    public Edges {
        pairs = pairs.stream().map(List::copyOf).toList();
        for (List<Integer> pair : pairs) {
            if (pair.size() != 2 || pair.get(0).equals(pair.get(1)) || pair.get(0) < 0 || pair.get(1) < 0) {
                throw new IllegalArgumentException(
                        "an edge joins two different nodes, counted from 0, as in [0, 1]; got " + pair);
            }
        }
    }

    /** The chain. */
    public static Edges chain() {
        return new Edges(List.of());
    }

    /**
     * The neighbours of each of {@code nodes} nodes, in the order of the edges.
     *
     * @throws IllegalArgumentException if an edge names a node beyond them
     */
    int[][] neighbours(int nodes) {
        List<List<Integer>> lists = new ArrayList<>();
        for (int node = 0; node < nodes; node++) {
            lists.add(new ArrayList<>());
        }
        for (List<Integer> pair : pairs.isEmpty() ? chain(nodes) : pairs) {
            if (Math.max(pair.get(0), pair.get(1)) >= nodes) {
                throw new IllegalArgumentException("expects edges between nodes 0 to " + (nodes - 1) + ", got " + pair);
            }
            lists.get(pair.get(0)).add(pair.get(1));
            lists.get(pair.get(1)).add(pair.get(0));
        }
        return lists.stream()
                .map(list -> list.stream().mapToInt(Integer::intValue).toArray())
                .toArray(int[][]::new);
    }

    private static List<List<Integer>> chain(int nodes) {
        List<List<Integer>> chain = new ArrayList<>();
        for (int node = 1; node < nodes; node++) {
            chain.add(List.of(node - 1, node));
        }
        return chain;
    }
}
