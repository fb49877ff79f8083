package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;

/** Parameter counts published for hypernets. */
class GoldenCountsTest {
    private static List<LayerSpec> trunk(int units) {
        return List.of(new Dense(units), Activation.RELU, new Dense(units), Activation.RELU);
    }

    private static HypernetCounts counts(int embedding, int units, OutputStrategy strategy, Network target) {
        HypernetSpec spec = HypernetSpec.of(new Condition(embedding, 0), trunk(units), strategy);
        return Hypernet.of(spec, target).counts();
    }

    private static Network mlp(int hidden, int outputs) {
        return Network.of(
                Shape.of(784),
                List.of(new Dense(hidden), Activation.RELU, new Dense(hidden), Activation.RELU, new Dense(outputs)));
    }

    @Test
    void fullHypernetForLeNet() {
        Network leNet = Network.of(
                Shape.of(1, 28, 28),
                List.of(
                        new Conv2d(10, 5),
                        new MaxPool2d(2),
                        Activation.RELU,
                        new Conv2d(20, 5),
                        new MaxPool2d(2),
                        Activation.RELU,
                        new Flatten(),
                        new Dense(50),
                        Activation.RELU,
                        new Dense(10)));
        HypernetCounts counts = counts(8, 100, new GenerateOnce(), leNet);
        assertThat(counts.theta()).isEqualTo(21_840);
        assertThat(counts.generated()).isEqualTo(21_840);
        assertThat(counts.unused()).isZero();
        assertThat(counts.trainable(2)).isEqualTo(2_216_856);
        assertThat(counts.ratio(2)).isEqualTo(2_216_856 / 21_840.0);
    }

    @Test
    void chunkedHypernetForFiveSplits() {
        HypernetCounts counts = counts(8, 100, new ChunkWise(750, 8), mlp(100, 2));
        assertThat(counts.theta()).isEqualTo(88_802);
        assertThat(counts.unused()).isEqualTo(119L * 750 - 88_802);
        assertThat(counts.trainable(5)).isEqualTo(88_542);
    }

    @Test
    void chunkedHypernetForSplitMnist() {
        HypernetCounts counts = counts(96, 10, new ChunkWise(42_000, 96), mlp(400, 10));
        assertThat(counts.theta()).isEqualTo(478_410);
        assertThat(counts.trainable(5)).isEqualTo(465_672);
    }
}
