package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parameter counts published for hypernets. */
class GoldenCountsTest {
    private static List<LayerSpec> trunk(int units) {
        return List.of(new Dense(units), Activation.RELU, new Dense(units), Activation.RELU);
    }

    private static HypernetCounts counts(int embedding, int units, OutputStrategy strategy, Network target) {
        HypernetSpec spec = HypernetSpec.of(new Condition(embedding, 0), trunk(units), strategy);
        return Hypernet.of(spec, target).counts();
    }

    private static List<LayerSpec> trunk(LayerSpec activation, int... units) {
        List<LayerSpec> layers = new ArrayList<>();
        for (int width : units) {
            layers.add(new Dense(width));
            layers.add(activation);
        }
        return layers;
    }

    private static HypernetCounts counts(
            Condition condition, List<LayerSpec> trunk, OutputStrategy strategy, Network target) {
        return Hypernet.of(HypernetSpec.of(condition, trunk, strategy), target).counts();
    }

    private static Network permuted(int outputs) {
        return Network.of(
                Shape.of(1024),
                List.of(new Dense(1000), Activation.RELU, new Dense(1000), Activation.RELU, new Dense(outputs)));
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

    /** With the embeddings of 10 tasks (24 each) and of 28 chunks (8 each). */
    @Test
    void chunkedHypernetForTenPermutations() {
        HypernetCounts counts =
                counts(new Condition(24, 0), trunk(Activation.ELU, 25, 25), new ChunkWise(78_000, 8), permuted(100));
        assertThat(counts.theta()).isEqualTo(2_126_100);
        assertThat(counts.unused()).isEqualTo(28L * 78_000 - 2_126_100);
        assertThat(counts.trainable(10)).isEqualTo(2_029_939);
    }

    /** With the embeddings of 100 tasks (128 each) and of 404 chunks (12 each). */
    @Test
    void chunkedHypernetForAHundredPermutations() {
        HypernetCounts counts = counts(
                new Condition(128, 0), trunk(Activation.RELU, 200, 250, 350), new ChunkWise(7500, 12), permuted(1000));
        assertThat(counts.theta()).isEqualTo(3_027_000);
        assertThat(counts.unused()).isEqualTo(404L * 7500 - 3_027_000);
        assertThat(counts.trainable(100)).isEqualTo(2_816_448);
    }

    /** No embeddings: the condition is a preference ray of 2. The two heads of 10 classes are one layer of 20. */
    @Test
    void paretoHypernetForLeNetWithTwoHeads() {
        Network leNet = Network.of(
                Shape.of(1, 36, 36),
                List.of(
                        new Conv2d(10, 9),
                        Activation.RELU,
                        new MaxPool2d(2),
                        new Conv2d(20, 5),
                        Activation.RELU,
                        new MaxPool2d(2),
                        new Flatten(),
                        new Dense(50),
                        new Dense(20)));
        HypernetCounts counts =
                counts(new Condition(0, 2), trunk(Activation.RELU, 100, 100, 100), new MultiHead(0, false), leNet);
        assertThat(counts.theta()).isEqualTo(31_910);
        assertThat(counts.trainable(1)).isEqualTo(3_243_410);
    }

    /** With the embeddings of 10, 50 and 100 clients, of 1 + n / 4 each. */
    @ParameterizedTest
    @CsvSource({"10, 12270112", "50, 12271732", "100, 12274982"})
    void federatedHypernetForLeNet(int clients, long expected) {
        Network leNet = Network.of(
                Shape.of(3, 32, 32),
                List.of(
                        new Conv2d(16, 5),
                        Activation.RELU,
                        new MaxPool2d(2),
                        new Conv2d(32, 5),
                        Activation.RELU,
                        new MaxPool2d(2),
                        new Flatten(),
                        new Dense(120),
                        Activation.RELU,
                        new Dense(84),
                        Activation.RELU,
                        new Dense(10)));
        HypernetCounts counts = counts(
                new Condition(1 + clients / 4, 0),
                trunk(Activation.RELU, 100, 100, 100, 100),
                new MultiHead(0, false),
                leNet);
        assertThat(counts.theta()).isEqualTo(121_182);
        assertThat(counts.trainable(clients)).isEqualTo(expected);
    }
}
