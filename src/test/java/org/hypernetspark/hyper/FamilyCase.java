package org.hypernetspark.hyper;

import java.util.List;
import org.hypernetspark.hyper.ComponentWise.By;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.ReferencePieces;

/**
 * A strategy for a family of three targets of two inputs: two layers with one output, three layers with two, one layer with
 * two; 13, 35 and 6 weights. What comes from which piece is written by hand.
 *
 * @param roles for each variant and piece the row of the piece embeddings
 * @param sizes for each variant and piece how many weights it makes
 */
record FamilyCase(OutputStrategy strategy, int[][] roles, int[][] sizes, int width, int rows, int unused) {
    static final Condition CONDITION = new Condition(3, 2);
    static final int EMBEDDING = 2;
    static final List<LayerSpec> TRUNK = List.of(new Dense(8), Activation.TANH);
    static final List<Network> TARGETS = List.of(
            target(new Dense(3), Activation.TANH, new Dense(1)),
            target(new Dense(4), Activation.TANH, new Dense(3), Activation.SIGMOID, new Dense(2)),
            target(new Dense(2)));

    private static Network target(LayerSpec... layers) {
        return Network.of(Shape.of(2), List.of(layers));
    }

    /** Output layers share their role, whatever their number; so do all others of the same number. */
    static List<FamilyCase> all() {
        return List.of(
                new FamilyCase(
                        new ComponentWise(By.TENSOR, EMBEDDING),
                        new int[][] {{0, 1, 2, 3}, {0, 1, 4, 5, 2, 3}, {2, 3}},
                        new int[][] {{6, 3, 3, 1}, {8, 4, 12, 3, 6, 2}, {4, 2}},
                        12,
                        6,
                        4 * 12 - 13),
                new FamilyCase(
                        new ComponentWise(By.LAYER, EMBEDDING),
                        new int[][] {{0, 1}, {0, 2, 1}, {1}},
                        new int[][] {{9, 4}, {12, 15, 8}, {6}},
                        15,
                        3,
                        2 * 15 - 13),
                new FamilyCase(
                        new ComponentWise(By.CHANNEL, EMBEDDING),
                        new int[][] {{0, 1, 2, 3, 4, 5}, {0, 1, 2, 6, 3, 7, 8, 9, 10, 4, 11, 5}, {4, 11, 5}},
                        new int[][] {{2, 2, 2, 3, 3, 1}, {2, 2, 2, 2, 4, 4, 4, 4, 3, 3, 3, 2}, {2, 2, 2}},
                        4,
                        12,
                        6 * 4 - 13),
                new FamilyCase(
                        new ChunkWise(7, EMBEDDING),
                        new int[][] {{0, 1}, {0, 1, 2, 3, 4}, {0}},
                        new int[][] {{7, 6}, {7, 7, 7, 7, 7}, {6}},
                        7,
                        5,
                        2 * 7 - 13));
    }

    Hypernet hypernet() {
        return Hypernet.of(HypernetSpec.of(CONDITION, TRUNK, strategy), TARGETS);
    }

    ReferencePieces reference() {
        return new ReferencePieces(TRUNK, width, rows, EMBEDDING);
    }

    double[] reference(int variant, double[] phi, double[] condition) {
        return reference().generate(phi, condition, roles[variant], sizes[variant]);
    }

    @Override
    public String toString() {
        return strategy.toString();
    }
}
