package org.hypernetspark.param;

import dev.ludovic.netlib.blas.BLAS;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How fast products are on one core, against what the processor could do.
 *
 * <p>An OpenBLAS that does not know the processor takes a kernel without AVX2, which costs more than half of the speed and
 * says nothing.
 *
 * @param gigaflops of a product of 256 x 256 matrices, in 10^9 operations a second
 * @param megahertz the processor's frequency; 0 if it is not known
 * @param flags what the processor can do, in Linux's words; empty if it is not known
 */
record BlasSpeed(double gigaflops, double megahertz, List<String> flags) {
    private static final int SIZE = 256;
    private static final int TRIES = 6;
    private static final Path PROCESSOR = Path.of("/proc/cpuinfo");
    /** With AVX2 32 operations a cycle are possible, without it 8, a little more where the processor runs above its frequency. */
    private static final double LEAST_PER_CYCLE = 16;

    /** Measures on this thread; takes some milliseconds. */
    static BlasSpeed measure(BLAS blas) {
        float[] a = new float[SIZE * SIZE];
        float[] b = new float[SIZE * SIZE];
        float[] c = new float[SIZE * SIZE];
        Arrays.fill(a, 0.5f);
        Arrays.fill(b, 0.5f);
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long begin = System.nanoTime();
            blas.sgemm("N", "N", SIZE, SIZE, SIZE, 1, a, 0, SIZE, b, 0, SIZE, 0, c, 0, SIZE);
            least = Math.min(least, System.nanoTime() - begin);
        }
        String text = processor();
        String hertz = value(text, "cpu MHz");
        return new BlasSpeed(
                2.0 * SIZE * SIZE * SIZE / least,
                hertz.matches("[0-9]{1,7}([.][0-9]+)?") ? Double.parseDouble(hertz) : 0,
                List.of(value(text, "flags").split(" ")));
    }

    private static String processor() {
        try {
            return Files.isReadable(PROCESSOR) ? Files.readString(PROCESSOR) : "";
        } catch (IOException e) {
            return ""; // then there is nothing to compare with
        }
    }

    /** The first line's value behind {@code name : }; empty if there is none. */
    private static String value(String text, String name) {
        return text.lines()
                .filter(line -> line.startsWith(name) && line.contains(":"))
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .findFirst()
                .orElse("");
    }

    /** What to do about it, if products are much slower than the processor. */
    Optional<String> warning() {
        if (!flags.contains("avx2") || gigaflops >= LEAST_PER_CYCLE * megahertz / 1000) {
            return Optional.empty();
        }
        return Optional.of(String.format(
                "OpenBLAS multiplies matrices at %.0f GFLOP/s on one core, slow for a processor with AVX2 at %.0f MHz:"
                        + " it seems to have chosen a kernel for older ones, or the machine is busy. If OPENBLAS_VERBOSE=2"
                        + " shows such a kernel (Core: Prescott, Nehalem ...), set OPENBLAS_CORETYPE=%s for the driver and,"
                        + " by spark.executorEnv.OPENBLAS_CORETYPE, for executors.",
                gigaflops, megahertz, flags.contains("avx512f") ? "SkylakeX" : "Haswell"));
    }
}
