package org.hypernetspark.dl4j;

import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.param.Shape;

/**
 * Reads DL4J {@code MultiLayerConfiguration}s as target networks, whose flat weights are DL4J's {@code params()}.
 *
 * <p>Only what the network computes is read: updaters, regularisation, weight initialisation, gradient normalisation and
 * seeds are training's affair and are left where they are. Dropout is turned from DL4J's probability of being kept into our
 * probability of being dropped; as in DL4J it acts on the inputs of dense, convolution and output layers and in dropout
 * layers, and nowhere else. The loss holds the softmax or sigmoid of DL4J's output layer.
 */
public final class Dl4jImport {
    private Dl4jImport() {}

    /**
     * Reads a configuration that says its input's shape: by {@code nIn} of a dense or output layer, or by the preprocessor
     * that {@code setInputType(InputType.convolutionalFlat(...))} puts before the first layer.
     *
     * @throws IllegalArgumentException if the shape is not to be found, or something has no counterpart, naming the layer
     */
    public static TargetSpec target(MultiLayerConfiguration configuration) {
        return new Dl4jReader(configuration).read(Dl4jInput.of(configuration));
    }

    /**
     * Reads a configuration for inputs of a given shape: {@code [features]} or {@code [channels, height, width]}.
     *
     * @throws IllegalArgumentException if the shape does not fit, or something has no counterpart, naming the layer
     */
    public static TargetSpec target(MultiLayerConfiguration configuration, Shape input) {
        return new Dl4jReader(configuration).read(Dl4jInput.checked(configuration, input));
    }

    /**
     * Reads the text that {@code MultiLayerConfiguration.toJson} writes; see {@link #target(MultiLayerConfiguration)}.
     *
     * @throws IllegalArgumentException also if the text is no such configuration
     */
    public static TargetSpec targetFromJson(String json) {
        return target(parse(json));
    }

    /**
     * Reads the text that {@code MultiLayerConfiguration.toJson} writes; see
     * {@link #target(MultiLayerConfiguration, Shape)}.
     *
     * @throws IllegalArgumentException also if the text is no such configuration
     */
    public static TargetSpec targetFromJson(String json, Shape input) {
        return target(parse(json), input);
    }

    /** DL4J throws exceptions of several kinds for text it cannot read, and takes an empty object for a configuration. */
    private static MultiLayerConfiguration parse(String json) {
        try {
            return MultiLayerConfiguration.fromJson(json);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException(
                    "Expected the JSON of a DL4J MultiLayerConfiguration, as its toJson() writes it; DL4J says: "
                            + e.getMessage(),
                    e);
        }
    }
}
