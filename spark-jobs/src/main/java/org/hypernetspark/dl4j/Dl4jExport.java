package org.hypernetspark.dl4j;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.hypernetspark.net.BinaryCrossEntropy;
import org.hypernetspark.net.Huber;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Makes DL4J networks of generated weights: one configuration, as many networks as there are tasks.
 *
 * <p>An exported network predicts: its last layer holds the loss's softmax or sigmoid. Images may be given as
 * {@code [n, channels, height, width]} or as rows. Training settings are DL4J's defaults. Immutable, but for the DL4J
 * configuration inside, of which every caller gets a copy.
 */
public final class Dl4jExport {
    private final MultiLayerConfiguration configuration;
    private final List<String> notes;
    private final int weights;

    private Dl4jExport(MultiLayerConfiguration configuration, List<String> notes, int weights) {
        this.configuration = configuration;
        this.notes = List.copyOf(notes);
        this.weights = weights;
    }

    /**
     * Translates a target network and its loss; loads ND4J.
     *
     * @throws IllegalArgumentException if something has no counterpart in DL4J, naming the layer, or there are no weights
     */
    public static Dl4jExport of(Network network, Loss loss) {
        int weights = network.layout().size();
        if (weights == 0) {
            throw new IllegalArgumentException(
                    "The network has no weights; DL4J needs at least one dense or conv2d layer");
        }
        loss.labelWidth(network.output());
        Nd4jStart.now();
        return new Dl4jExport(new Dl4jWriter(network, loss).write(), notes(network, loss), weights);
    }

    private static List<String> notes(Network network, Loss loss) {
        List<String> notes = new ArrayList<>();
        if (loss instanceof Huber) {
            notes.add(
                    "DL4J has no Huber loss: exported networks predict the same, but would be trained further with the "
                            + "mean squared error");
        } else if (loss instanceof BinaryCrossEntropy && network.output().size() > 1) {
            notes.add("DL4J sums the binary cross-entropy over the "
                    + network.output().size()
                    + " outputs: exported networks predict the same, but their score is that many times larger");
        }
        return notes;
    }

    /** What an exported network does not share with ours, in sentences for users; predictions are always the same. */
    public List<String> notes() {
        return notes;
    }

    /** A copy of the configuration. */
    public MultiLayerConfiguration configuration() {
        return configuration.clone();
    }

    /**
     * A DL4J network with the weights that begin at {@code offset}, in our flat order.
     *
     * <p>Its memory is off the heap: close it when it is no longer needed.
     *
     * @param theta weights of one or several tasks; copied
     * @throws IllegalArgumentException if fewer weights follow than the network has
     */
    public MultiLayerNetwork network(float[] theta, int offset) {
        return network(parameters(theta, offset));
    }

    private INDArray parameters(float[] theta, int offset) {
        if (offset < 0 || offset > theta.length - weights) {
            throw new IllegalArgumentException("The network has " + weights + " weights, but the array of "
                    + theta.length + " does not hold as many from offset " + offset);
        }
        return Nd4j.createFromArray(Arrays.copyOfRange(theta, offset, offset + weights));
    }

    private MultiLayerNetwork network(INDArray parameters) {
        MultiLayerNetwork network = new MultiLayerNetwork(configuration());
        network.init(parameters.reshape(1, weights), false);
        return network;
    }

    /**
     * Writes such a network as the zip that {@code ModelSerializer.restoreMultiLayerNetwork} reads, without updater.
     *
     * @param out stays open
     * @throws IOException if {@code out} does
     * @throws IllegalArgumentException if fewer weights follow than the network has
     */
    public void write(float[] theta, int offset, OutputStream out) throws IOException {
        // Not by closing the network: that collects garbage each time.
        try (INDArray parameters = parameters(theta, offset)) {
            ModelSerializer.writeModel(network(parameters), out, false);
        }
    }
}
