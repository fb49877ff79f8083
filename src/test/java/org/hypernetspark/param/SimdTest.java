package org.hypernetspark.param;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SimdTest {
    private static final int LEAST = 8;

    /** What a Java that is started in the way to be tested runs. */
    static final class Asking {
        private Asking() {}

        /** Ends with the number of lanes as its code; 0 if there are none. */
        public static void main(String[] args) {
            System.exit(Simd.lanes().map(LaneKernels::lanes).orElse(0));
        }
    }

    private static int lanesIn(String... options) throws IOException, InterruptedException {
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString());
        java.command().addAll(List.of(options));
        java.command().addAll(List.of("-cp", System.getProperty("java.class.path"), Asking.class.getName()));
        Process process = java.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as(said).isTrue();
        return process.exitValue();
    }

    @Test
    void thereAreLanesIfJavaRunsWithTheModule() throws Exception {
        assertThat(lanesIn("--add-modules=jdk.incubator.vector")).isGreaterThanOrEqualTo(LEAST);
    }

    @Test
    void thereAreNoneWithoutIt() throws Exception {
        assertThat(lanesIn()).isZero();
    }

    @Test
    void thereAreNoneWhereVectorsAreShort() throws Exception {
        assertThat(lanesIn("--add-modules=jdk.incubator.vector", "-XX:MaxVectorSize=16"))
                .isZero();
    }
}
