package org.hypernetspark.net;

import java.util.List;
import java.util.Objects;
import org.hypernetspark.param.Shape;

/**
 * The immutable description of a target network and what it is trained for.
 *
 * @param input shape of one example; null: as many values as the data has features
 * @param layers at least one
 * @param loss of the network's raw outputs
 */
public record TargetSpec(Shape input, List<LayerSpec> layers, Loss loss) {
    /**
     * Copies the layers.
     *
     * @throws IllegalArgumentException if there are none
     */
    public TargetSpec {
        Objects.requireNonNull(loss, "loss");
        layers = List.copyOf(layers);
        if (layers.isEmpty()) {
            throw new IllegalArgumentException("a target network needs at least one layer, got none");
        }
    }

    /**
     * The same with its input shape fixed for data with this many features.
     *
     * @throws IllegalArgumentException if another number of values is expected
     */
    public TargetSpec resolve(int features) {
        if (input != null && input.size() != features) {
            throw new IllegalArgumentException("The target's input " + input + " has " + input.size()
                    + " values, the data has " + features + " features; make them agree");
        }
        return input != null ? this : new TargetSpec(Shape.of(features), layers, loss);
    }

    /**
     * The network.
     *
     * @throws IllegalArgumentException if the input shape is still open, a layer does not fit its input, or the loss does
     *     not fit the output
     */
    public Network network() {
        if (input == null) {
            throw new IllegalArgumentException("The target's input shape is not known; resolve it with the data first");
        }
        Network network = Network.of(input, layers);
        loss.labelWidth(network.output());
        return network;
    }
}
