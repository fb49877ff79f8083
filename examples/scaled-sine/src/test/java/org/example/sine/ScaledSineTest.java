package org.example.sine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.config.LayersCodec;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerCase;
import org.hypernetspark.net.LayerContract;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

class ScaledSineTest extends LayerContract {
    @Override
    protected List<LayerCase> cases() {
        return List.of(
                new LayerCase(new ScaledSine(1), Shape.of(5), Shape.of(5)),
                new LayerCase(new ScaledSine(2.5), Shape.of(2, 3, 2), Shape.of(2, 3, 2)));
    }

    @Override
    protected double[] reference(LayerCase each, double[] weights, double[] x) {
        double frequency = ((ScaledSine) each.spec()).frequency();
        return Arrays.stream(x)
                .map(value -> (1 + weights[0]) * Math.sin(frequency * value))
                .toArray();
    }

    @Test
    void isReadAndWrittenByItsName() {
        List<LayerSpec> layers = LayersCodec.read(ConfigReader.text("[{dense: 8}, {scaledSine: 3}]", "job.yaml"));
        assertThat(layers).containsExactly(new Dense(8), new ScaledSine(3));
        assertThat(LayersCodec.read(ConfigReader.text(LayersCodec.write(layers).toString(), "job.yaml")))
                .isEqualTo(layers);
    }
}
