package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SeedsTest {
    @Test
    void valuesNeverChangeBetweenVersions() {
        assertThat(Seeds.mix(Seeds.GOLDEN_GAMMA)).isEqualTo(0xE220A8397B1DCDAFL);
        assertThat(Seeds.derive(42, Purpose.INITIALISATION, 7)).isEqualTo(-2189140219367743623L);
        assertThat(Seeds.derive(42, Purpose.ROW_ORDER, 7, 8)).isEqualTo(-5610868836304578146L);
        assertThat(Seeds.hash("store-17")).isEqualTo(8422211814709657488L);
        assertThat(Seeds.hash("")).isEqualTo(-780787492076525413L);
    }

    @Test
    void theStreamIsSplitMix64() {
        RandomStream stream = new RandomStream(1234567);
        assertThat(stream.nextLong()).isEqualTo(6457827717110365317L);
        assertThat(stream.nextLong()).isEqualTo(3203168211198807973L);
        assertThat(stream.nextLong()).isEqualTo(-8629252141511181193L);
    }

    @Test
    void identitiesPurposesAndSeedsGiveDifferentSeeds() {
        Set<Long> seeds = new HashSet<>();
        for (Purpose purpose : Purpose.values()) {
            for (long seed = 0; seed < 10; seed++) {
                for (long identity = 0; identity < 10; identity++) {
                    seeds.add(Seeds.derive(seed, purpose, identity));
                    seeds.add(Seeds.derive(seed, purpose, identity, 1));
                    seeds.add(Seeds.derive(seed, purpose, 1, identity + 100));
                }
            }
        }
        assertThat(seeds).hasSize(Purpose.values().length * 300);
    }

    @Test
    void theOrderOfAPairMatters() {
        assertThat(Seeds.derive(1, Purpose.DROPOUT, 2, 3)).isNotEqualTo(Seeds.derive(1, Purpose.DROPOUT, 3, 2));
    }

    @Test
    void uniformNumbersAreUniform() {
        RandomStream stream = new RandomStream(5);
        double sum = 0;
        int[] counts = new int[7];
        for (int i = 0; i < 70_000; i++) {
            double unit = Seeds.unit(i);
            assertThat(unit >= 0 && unit < 1).isTrue();
            sum += unit;
            counts[stream.nextInt(7)]++;
        }
        assertThat(sum / 70_000).isCloseTo(0.5, within(0.005));
        for (int count : counts) {
            assertThat(count).isBetween(9_500, 10_500);
        }
    }

    @Test
    void normalNumbersHaveMeanZeroAndVarianceOne() {
        RandomStream stream = new RandomStream(6);
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < 100_000; i++) {
            double value = stream.nextGaussian();
            sum += value;
            squares += value * value;
        }
        assertThat(sum / 100_000).isCloseTo(0, within(0.02));
        assertThat(squares / 100_000).isCloseTo(1, within(0.02));
    }

    @Test
    void aResetStreamStartsAgain() {
        RandomStream stream = new RandomStream(8);
        float first = stream.nextFloat();
        stream.nextDouble();
        stream.reset(8);
        assertThat(stream.nextFloat()).isEqualTo(first);
    }
}
