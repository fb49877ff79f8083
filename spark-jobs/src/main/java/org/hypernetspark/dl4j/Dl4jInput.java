package org.hypernetspark.dl4j;

import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseOutputLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.hypernetspark.param.Shape;

/** The shape of one example, which DL4J's configurations do not keep but often imply. */
final class Dl4jInput {
    private Dl4jInput() {}

    /**
     * What the configuration implies.
     *
     * @throws IllegalArgumentException if that is nothing
     */
    static Shape of(MultiLayerConfiguration configuration) {
        Shape image = image(configuration.getInputPreProcess(0));
        if (image != null) {
            return image;
        }
        for (int i = 0; i < configuration.getConfs().size(); i++) {
            Layer layer = configuration.getConf(i).getLayer();
            if (layer instanceof ConvolutionLayer || layer instanceof SubsamplingLayer) {
                break;
            }
            if (takesFeatures(layer)) {
                return Shape.of(Math.toIntExact(((FeedForwardLayer) layer).getNIn()));
            }
        }
        throw new IllegalArgumentException(
                "The DL4J configuration does not say the shape of its input; give the shape, or "
                        + "build it with setInputType(InputType.convolutionalFlat(height, width, channels)) or with nIn");
    }

    private static boolean takesFeatures(Layer layer) {
        return (layer instanceof DenseLayer || layer instanceof BaseOutputLayer)
                && ((FeedForwardLayer) layer).getNIn() > 0;
    }

    /**
     * The given shape, or the image that the configuration makes of it.
     *
     * @throws IllegalArgumentException if the configuration expects another image
     */
    static Shape checked(MultiLayerConfiguration configuration, Shape given) {
        Shape image = image(configuration.getInputPreProcess(0));
        if (image == null) {
            return given;
        }
        if (!given.equals(image) && !given.equals(Shape.of(image.size()))) {
            throw new IllegalArgumentException("The DL4J configuration expects images " + image
                    + " (channels x height x width), got an input of shape " + given);
        }
        return image;
    }

    /** The image on either side of a preprocessor between vectors and images; null for any other. */
    static Shape image(InputPreProcessor preprocessor) {
        if (preprocessor instanceof FeedForwardToCnnPreProcessor toImage) {
            return image(toImage.getNumChannels(), toImage.getInputHeight(), toImage.getInputWidth());
        } else if (preprocessor instanceof CnnToFeedForwardPreProcessor toVector) {
            return image(toVector.getNumChannels(), toVector.getInputHeight(), toVector.getInputWidth());
        }
        return null;
    }

    private static Shape image(long channels, long height, long width) {
        return Shape.of(Math.toIntExact(channels), Math.toIntExact(height), Math.toIntExact(width));
    }
}
