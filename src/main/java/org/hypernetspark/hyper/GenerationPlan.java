package org.hypernetspark.hyper;

import java.util.List;
import org.hypernetspark.net.LayerSpec;

/**
 * What an output strategy asks of the hypernet: how often the trunk runs for a task, and where its outputs go.
 *
 * @param pieces runs of trunk and head for one task: 1, or the number of chunks or components
 * @param pieceEmbedding size of the learned embedding that tells the pieces apart, joined behind the condition; 0 if there
 *     is one piece
 * @param width outputs of one run
 * @param head the last layer, from the trunk's output to {@code width} outputs
 * @param segments which outputs of which piece become which generated values, in order of {@code to}
 */
public record GenerationPlan(int pieces, int pieceEmbedding, int width, LayerSpec head, List<Segment> segments) {
    /** Copies the list. */
    public GenerationPlan {
        segments = List.copyOf(segments);
    }

    /** Outputs that become no weight. */
    public long unused() {
        long used = segments.stream().mapToLong(Segment::length).sum();
        return (long) pieces * width - used;
    }

    /**
     * A run of outputs that becomes a run of generated values.
     *
     * @param piece the run of trunk and head
     * @param from first output of that run
     * @param to first generated value
     * @param length number of values
     */
    public record Segment(int piece, int from, int to, int length) {}
}
