package org.example.parts;

import static org.assertj.core.api.Assertions.assertThat;

import org.hypernetspark.hyper.DrawnInput;
import org.hypernetspark.hyper.DrawnInputContract;
import org.hypernetspark.param.RandomStream;
import org.junit.jupiter.api.Test;

class UniformNoiseTest extends DrawnInputContract {
    @Override
    protected DrawnInput input() {
        return new UniformNoise(3);
    }

    @Test
    void fillsTheCube() {
        float[] drawn = new float[3];
        new UniformNoise(3).draw(new RandomStream(4), drawn, 0);
        for (float value : drawn) {
            assertThat(value).isBetween(-1f, 1f);
        }
    }
}
