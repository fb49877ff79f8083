package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against plain loops in double precision, of rows shorter and longer than a vector. */
class ErrorKernelTest {
    private static final int AT = 3;

    private final ErrorKernel kernel = Simd.errors().orElseThrow();

    /** Every third does not count, and there output and label are no numbers. */
    private static boolean counts(int i) {
        return i % 3 != 1;
    }

    private static float[] values(int n, long seed) {
        float[] values = Vectors.normal(AT + n + 1, seed);
        for (int i = AT; i < AT + n; i++) {
            values[i] = counts(i) ? values[i] : Float.NaN;
        }
        return values;
    }

    private static float[] mask(int n) {
        float[] mask = new float[AT + n + 1];
        for (int i = 0; i < mask.length; i++) {
            mask[i] = counts(i) ? 1 : 0;
        }
        return mask;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 32, 50, 1024})
    void countsAndSumsWhatTheMaskLetsThrough(int n) {
        float[] outputs = values(n, 1);
        float[] labels = values(n, 2);
        int count = 0;
        double sum = 0;
        for (int i = AT; i < AT + n; i++) {
            count += counts(i) ? 1 : 0;
            sum += counts(i) ? Math.pow((double) outputs[i] - labels[i], 2) : 0;
        }
        assertThat(kernel.count(n, mask(n), AT)).isEqualTo(count);
        assertThat((double) kernel.squares(n, outputs, labels, mask(n), AT)).isCloseTo(sum, within(1e-6 * (1 + sum)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 16, 32, 50, 1024})
    void errorsMayOverwriteTheOutputsAndNothingElse(int n) {
        float[] outputs = values(n, 1);
        float[] labels = values(n, 2);
        float[] errors = outputs.clone();
        kernel.errors(n, 0.5f, errors, labels, mask(n), AT, errors);
        for (int i = 0; i < errors.length; i++) {
            boolean inside = i >= AT && i < AT + n;
            float expected = counts(i) ? 0.5f * (outputs[i] - labels[i]) : 0;
            assertThat(errors[i]).isEqualTo(inside ? expected : outputs[i]);
        }
    }
}
