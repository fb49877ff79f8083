package org.hypernetspark.hyper;

import java.util.List;
import java.util.stream.IntStream;
import org.hypernetspark.net.LayerSpec;

/**
 * What an output strategy asks of the hypernet: which networks run how often for a task, and where their outputs go.
 *
 * @param parts networks that make weights, each for its own pieces; most strategies have one
 * @param segments which outputs of which piece become which generated values, in order of {@code to}; the pieces of all parts
 *     are counted one after the other
 */
public record GenerationPlan(List<Part> parts, List<Segment> segments) {
    /** Copies the lists. */
    public GenerationPlan {
        parts = List.copyOf(parts);
        segments = List.copyOf(segments);
    }

    /** With one network, see {@link Part}. */
    public GenerationPlan(int pieces, int pieceEmbedding, int width, LayerSpec head, List<Segment> segments) {
        this(List.of(new Part(pieces, pieceEmbedding, false, width, List.of(head))), segments);
    }

    /** Pieces of all parts. */
    public int pieces() {
        return parts.stream().mapToInt(Part::pieces).sum();
    }

    /** Outputs that become no weight. */
    public long unused() {
        long used = segments.stream().mapToLong(Segment::length).sum();
        long outputs = parts.stream()
                .mapToLong(part -> (long) part.pieces() * part.width())
                .sum();
        return outputs - used;
    }

    /**
     * One network, a trunk and a head of its own, that makes some of the pieces.
     *
     * @param roles for each run of it for one task (one, or one for each chunk or component) the row of the piece embeddings
     *     that it is told by
     * @param embeddings rows of the piece embeddings: in a family of targets those of all its variants
     * @param pieceEmbedding size of the learned embedding that tells the pieces apart, joined behind the condition; 0 for
     *     none
     * @param perTask whether each task has piece embeddings of its own, which lie behind its embedding, instead of all tasks
     *     sharing those in {@code phi}
     * @param width outputs of one run
     * @param head the last layers, from the trunk's output to {@code width} outputs
     */
    public record Part(
            List<Integer> roles, int embeddings, int pieceEmbedding, boolean perTask, int width, List<LayerSpec> head) {
        /** Copies the lists. */
        public Part {
            roles = List.copyOf(roles);
            head = List.copyOf(head);
        }

        /** Each of the pieces has a row of its own. */
        public Part(int pieces, int pieceEmbedding, boolean perTask, int width, List<LayerSpec> head) {
            this(IntStream.range(0, pieces).boxed().toList(), pieces, pieceEmbedding, perTask, width, head);
        }

        /** Runs of the network for one task. */
        public int pieces() {
            return roles.size();
        }
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
