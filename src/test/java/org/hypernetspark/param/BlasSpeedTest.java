package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlasSpeedTest {
    private static final List<String> WITH_AVX512 = List.of("sse2", "avx2", "avx512f");

    @Test
    void aKernelFarBelowTheProcessorIsWarnedOfWithTheRemedy() {
        assertThat(new BlasSpeed(35, 2600, WITH_AVX512).warning()).hasValueSatisfying(warning -> assertThat(warning)
                .contains("35 GFLOP/s", "OPENBLAS_CORETYPE=SkylakeX", "spark.executorEnv.OPENBLAS_CORETYPE"));
        assertThat(new BlasSpeed(35, 2600, List.of("avx2")).warning())
                .hasValueSatisfying(warning -> assertThat(warning).contains("OPENBLAS_CORETYPE=Haswell"));
    }

    @Test
    void aKernelForTheProcessorIsNoReasonToWarn() {
        assertThat(new BlasSpeed(90, 2600, WITH_AVX512).warning()).isEmpty();
    }

    @Test
    void aProcessorWithoutAvx2HasNoFasterKernel() {
        assertThat(new BlasSpeed(20, 2600, List.of("sse2", "avx")).warning()).isEmpty();
    }

    @Test
    void withoutTheProcessorsFrequencyThereIsNothingToCompareWith() {
        assertThat(new BlasSpeed(1, 0, WITH_AVX512).warning()).isEmpty();
    }

    @Test
    void measuresProducts() {
        assertThat(BlasSpeed.measure(BlasLibrary.load()).gigaflops()).isBetween(0.01, 10_000.0);
    }
}
