package org.hypernetspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FloorTest {
    private final Workloads workloads = Workloads.load();

    /** W2: 2 flops, 3 passes, but 2 for the target's first layer. */
    @Test
    void flopsAreThoseCountedByHand() {
        double head = 6.0 * 16 * (8 * 100 + 100 * 79510);
        double targets = 16.0 * 32 * (4 * 784 * 100 + 6 * 100 * 10);
        assertThat(Floor.of(workloads.find("W2", 16)).flops()).isEqualTo(head + targets);
    }

    /** LeNet: each weight of a convolution once for each place of its window. */
    @Test
    void convolutionsCountEachPlace() {
        double generator = 6.0 * 2 * (8 * 100 + 100 * 100 + 100 * 21840);
        double places = 4.0 * 250 * 24 * 24 + 6.0 * 5000 * 8 * 8 + 6.0 * (16000 + 500);
        assertThat(Floor.of(workloads.find("W4", 2)).flops()).isEqualTo(generator + 2.0 * 32 * places);
    }

    @Test
    void unusedOutputsOfTheLastChunkAreNotCounted() {
        double generator = 6.0 * 5 * (12 * (192 * 10 + 10 * 10) + 478410 * 10);
        double targets = 5.0 * 128 * (4 * 313600 + 6 * 160000 + 6 * 4000);
        assertThat(Floor.of(workloads.find("W3", 5)).flops()).isEqualTo(generator + targets);
    }

    @Test
    void bytesAreThoseOfParametersMomentsAndMinibatches() {
        double phi = 30 + 110 + 141 * 11;
        assertThat(Floor.of(workloads.find("W1", 4)).bytes()).isEqualTo(28 * phi + 4.0 * 4 * 32 * 2);
    }
}
