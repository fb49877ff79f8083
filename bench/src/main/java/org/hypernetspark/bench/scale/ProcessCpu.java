package org.hypernetspark.bench.scale;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Processor time so far.
 *
 * @param driver seconds of this process
 * @param executors seconds of the executors' processes on this machine
 */
record ProcessCpu(double driver, double executors) {
    /** Up to now, of the application with this id. */
    static ProcessCpu now(String application) {
        double executors = ProcessHandle.allProcesses()
                .filter(process -> commandLine(process.pid()).contains(application))
                .filter(process -> process.pid() != ProcessHandle.current().pid())
                .mapToDouble(ProcessCpu::seconds)
                .sum();
        return new ProcessCpu(seconds(ProcessHandle.current()), executors);
    }

    /** Whole, which {@link ProcessHandle.Info} does not give where it is long. */
    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static double seconds(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() * 1e-9;
    }

    /** What came since then, for each of so many rounds. */
    ProcessCpu since(ProcessCpu before, int rounds) {
        return new ProcessCpu((driver - before.driver) / rounds, (executors - before.executors) / rounds);
    }
}
