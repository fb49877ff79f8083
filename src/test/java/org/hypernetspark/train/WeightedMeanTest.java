package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Arrays;
import org.hypernetspark.param.RandomStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeightedMeanTest {
    private static final int SIZE = 101;

    private static float[] vector(long seed) {
        RandomStream random = new RandomStream(seed);
        float[] values = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private static float[] mean(int from, int size) {
        WeightedMean mean = new WeightedMean(size);
        for (int worker = 0; worker < 7; worker++) {
            mean.add(vector(worker), from, 1 + 3.7 * worker);
        }
        return mean.result();
    }

    @Test
    void weighsVectors() {
        WeightedMean mean = new WeightedMean(2);
        mean.add(new float[] {1, 2}, 0, 1);
        mean.add(new float[] {9, 5, 10}, 1, 3);
        assertThat(mean.result()).containsExactly(4, 8);
        assertThat(mean.weight()).isEqualTo(4);
    }

    @Test
    void meanOfSlicesIsTheSliceOfTheMeanBitForBit() {
        float[] whole = mean(0, SIZE);
        assertThat(mean(0, 40)).isEqualTo(Arrays.copyOfRange(whole, 0, 40));
        assertThat(mean(40, SIZE - 40)).isEqualTo(Arrays.copyOfRange(whole, 40, SIZE));
    }

    @Test
    void weightZeroChangesNothingWhateverTheVector() {
        WeightedMean mean = new WeightedMean(1);
        mean.add(new float[] {Float.NaN}, 0, 0);
        mean.add(new float[0], 0, 0);
        mean.add(new float[] {3}, 0, 2);
        assertThat(mean.result()).containsExactly(3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, Double.NaN, Double.POSITIVE_INFINITY})
    void impossibleWeightsAreRefused(double weight) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WeightedMean(1).add(new float[1], 0, weight))
                .withMessageContaining("got " + weight);
    }

    @Test
    void theMeanOfNothingIsRefused() {
        WeightedMean mean = new WeightedMean(1);
        mean.add(new float[1], 0, 0);
        assertThatIllegalStateException().isThrownBy(mean::result).withMessageContaining("weights are 0");
    }
}
