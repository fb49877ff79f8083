package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Part;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.Dense;
import org.hypernetspark.param.ParameterLayout;

/**
 * Weights in chunks of a fixed size, each told by a learned chunk embedding (von Oswald et al. 2020, section 2.2).
 *
 * <p>The surplus of the last chunk is unused.
 *
 * @param chunk weights in a chunk, at least 1
 * @param chunkEmbedding size of a chunk embedding, at least 1
 * @param perTask whether each task has chunk embeddings of its own, part of its embedding, instead of all tasks sharing them
 */
public record ChunkWise(int chunk, int chunkEmbedding, boolean perTask) implements OutputStrategy {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public ChunkWise {
        if (chunk < 1 || chunkEmbedding < 1) {
            throw new IllegalArgumentException(
                    "A chunk-wise output needs a chunk and a chunk embedding of at least 1, got " + chunk + " and "
                            + chunkEmbedding);
        }
    }

    /** With chunk embeddings that all tasks share. */
    public ChunkWise(int chunk, int chunkEmbedding) {
        this(chunk, chunkEmbedding, false);
    }

    @Override
    public String name() {
        return "chunk-wise";
    }

    @Override
    public GenerationPlan plan(ParameterLayout generated) {
        return plan(generated, pieces(generated));
    }

    /** Chunks of the same number have one embedding, whatever the variant; the largest variant has them all. */
    @Override
    public List<GenerationPlan> plans(List<ParameterLayout> variants) {
        int most = variants.stream().mapToInt(this::pieces).max().orElseThrow();
        return variants.stream().map(variant -> plan(variant, most)).toList();
    }

    private int pieces(ParameterLayout generated) {
        return (generated.size() + chunk - 1) / chunk;
    }

    private GenerationPlan plan(ParameterLayout generated, int embeddings) {
        int size = generated.size();
        List<Integer> roles = new ArrayList<>();
        List<Segment> segments = new ArrayList<>();
        for (int at = 0; at < size; at += chunk) {
            segments.add(new Segment(roles.size(), 0, at, Math.min(chunk, size - at)));
            roles.add(roles.size());
        }
        Part part = new Part(roles, embeddings, chunkEmbedding, perTask, chunk, List.of(new Dense(chunk)));
        return new GenerationPlan(List.of(part), segments);
    }
}
