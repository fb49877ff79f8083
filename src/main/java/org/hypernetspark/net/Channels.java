package org.hypernetspark.net;

import java.util.Locale;
import org.hypernetspark.param.Shape;

/** Where in a shape the channels (features) stand, the rest being positions. */
public enum Channels {
    /** {@code [channels, length]} and {@code [channels, height, width]}: convolutions. */
    FIRST,
    /** {@code [length, features]}: recurrent layers, attention, embeddings. */
    LAST;

    /** The name used in configurations. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What a layer acts on.
     *
     * @param given what its description says; null if it leaves it to the shape: the whole of a vector, the first of an image
     * @throws IllegalArgumentException if neither description nor shape says it
     */
    static Grid grid(Shape input, Channels given) {
        if (given == null && input.rank() == 2) {
            throw new IllegalArgumentException(
                    "an input of " + input + " may be channels x length (convolutions) or length x"
                            + " features (recurrent layers, attention); say which with channels: first or channels: last");
        }
        int channels = input.dim(given == LAST ? input.rank() - 1 : 0);
        int positions = input.size() / channels;
        return given == LAST ? new Grid(channels, positions, 1, channels) : new Grid(channels, positions, positions, 1);
    }

    /**
     * The channels and positions of one example.
     *
     * @param channels number of channels
     * @param positions number of positions
     * @param channelStep distance between two channels of a position
     * @param positionStep distance between two positions of a channel
     */
    record Grid(int channels, int positions, int channelStep, int positionStep) {
        int size() {
            return channels * positions;
        }
    }
}
