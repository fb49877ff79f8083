package org.example.parts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigType;
import org.hypernetspark.hyper.DrawnInput;
import org.hypernetspark.param.RandomStream;

/**
 * An input of the hypernet: noise from a cube instead of a normal distribution. {@code inputs: [{uniformNoise: 3}]}.
 *
 * @param size values, at least 1, each uniform in [-1, 1)
 */
public record UniformNoise(int size) implements DrawnInput, ConfigType<UniformNoise> {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public UniformNoise {
        if (size < 1) {
            throw new IllegalArgumentException("uniformNoise has at least 1 value, got " + size);
        }
    }

    /** For the service loader. */
    public UniformNoise() {
        this(1);
    }

    @Override
    public String name() {
        return "uniformNoise";
    }

    @Override
    public void draw(RandomStream random, float[] to, int at) {
        for (int i = at; i < at + size; i++) {
            to[i] = 2 * random.nextFloat() - 1;
        }
    }

    @Override
    public void center(float[] to, int at) {
        Arrays.fill(to, at, at + size, 0);
    }

    @Override
    public Class<UniformNoise> type() {
        return UniformNoise.class;
    }

    @Override
    public UniformNoise read(ConfigNode node) {
        return new UniformNoise(node.child("uniformNoise").integer(1));
    }

    @Override
    public void write(UniformNoise noise, ObjectNode node) {
        node.put("uniformNoise", noise.size());
    }
}
