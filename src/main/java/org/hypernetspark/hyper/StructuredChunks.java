package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypernetspark.hyper.GenerationPlan.Part;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.Dense;
import org.hypernetspark.param.ParameterLayout;

/**
 * Chunks that follow the target's layers: a chunk is some neighbouring units (or filters) of a layer with all that belongs to
 * them, their weights, biases, and the normalisation behind. Chunks of equal shape are one kind, made by one network of its
 * own, a trunk and a head; a learned embedding tells the chunks of a kind apart. No chunk straddles two layers and no output
 * is unused (hypnettorch's {@code StructuredHMLP} and its ResNet chunkings).
 *
 * @param units units of a chunk; 0 for the greatest common divisor of all layers but the last. A layer that they do not
 *     divide, such as the last one, is one chunk
 * @param chunkEmbedding size of a chunk embedding, at least 1
 * @param perTask whether each task has chunk embeddings of its own, part of its embedding, instead of all tasks sharing them
 */
public record StructuredChunks(int units, int chunkEmbedding, boolean perTask) implements OutputStrategy {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if units are negative or the embedding is below 1
     */
    public StructuredChunks {
        if (units < 0 || chunkEmbedding < 1) {
            throw new IllegalArgumentException(
                    "Structured chunks need units of 0 (the greatest common divisor) or more and"
                            + " a chunk embedding of at least 1, got " + units + " and " + chunkEmbedding);
        }
    }

    @Override
    public String name() {
        return "structured";
    }

    @Override
    public GenerationPlan plan(ParameterLayout generated) {
        List<UnitGroup> groups = UnitGroup.of(generated);
        int size = units == 0 ? commonDivisor(groups) : units;
        Map<UnitGroup.Kind, List<List<Segment>>> kinds = new LinkedHashMap<>();
        for (UnitGroup group : groups) {
            int own = group.units() % size == 0 ? size : group.units();
            List<List<Segment>> chunks = kinds.computeIfAbsent(group.kind(own), kind -> new ArrayList<>());
            for (int first = 0; first < group.units(); first += own) {
                chunks.add(group.chunk(first, own));
            }
        }
        return plan(kinds);
    }

    private GenerationPlan plan(Map<UnitGroup.Kind, List<List<Segment>>> kinds) {
        List<Part> parts = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        int piece = 0;
        for (Map.Entry<UnitGroup.Kind, List<List<Segment>>> kind : kinds.entrySet()) {
            int width = kind.getKey().size();
            parts.add(new Part(kind.getValue().size(), chunkEmbedding, perTask, width, List.of(new Dense(width))));
            for (List<Segment> chunk : kind.getValue()) {
                for (Segment run : chunk) {
                    segments.add(new Segment(piece, run.from(), run.to(), run.length()));
                }
                piece++;
            }
        }
        segments.sort(Comparator.comparingInt(Segment::to));
        return new GenerationPlan(parts, segments);
    }

    private static int commonDivisor(List<UnitGroup> groups) {
        int divisor = 0;
        for (UnitGroup group : groups.subList(0, Math.max(1, groups.size() - 1))) {
            divisor = commonDivisor(divisor, group.units());
        }
        return divisor;
    }

    private static int commonDivisor(int a, int b) {
        return b == 0 ? a : commonDivisor(b, a % b);
    }
}
