package org.hypernetspark.reference;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;

/**
 * Generation in pieces where the piece of each run is given by hand: trunk, a dense head and a table of piece embeddings are
 * read from {@code phi} one after the other.
 *
 * @param trunk layers before the head
 * @param width outputs of the head
 * @param rows of the piece embeddings
 * @param embedding values of a piece embedding
 */
public record ReferencePieces(List<LayerSpec> trunk, int width, int rows, int embedding) {
    /** Values of {@code phi}, for a condition of this size. */
    public int size(int condition) {
        Network network = network(condition);
        return network.layout().size() + width * (network.output().size() + 1) + rows * embedding;
    }

    private Network network(int condition) {
        return Network.of(Shape.of(condition + embedding), trunk);
    }

    /**
     * The weights of one target.
     *
     * @param roles for each piece its row of the embeddings
     * @param sizes for each piece how many of its first outputs become weights
     */
    public double[] generate(double[] phi, double[] condition, int[] roles, int[] sizes) {
        Network network = network(condition.length);
        int headAt = network.layout().size();
        int embeddingsAt = headAt + width * (network.output().size() + 1);
        double[] theta = new double[Arrays.stream(sizes).sum()];
        int to = 0;
        for (int piece = 0; piece < roles.length; piece++) {
            double[] input = Arrays.copyOf(condition, condition.length + embedding);
            System.arraycopy(phi, embeddingsAt + roles[piece] * embedding, input, condition.length, embedding);
            double[] hidden = ReferenceNetwork.forward(network, phi, 0, input, 0);
            System.arraycopy(ReferenceHypernet.linear(phi, headAt, width, hidden), 0, theta, to, sizes[piece]);
            to += sizes[piece];
        }
        return theta;
    }
}
