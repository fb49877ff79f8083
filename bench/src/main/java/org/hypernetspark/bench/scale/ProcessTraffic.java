package org.hypernetspark.bench.scale;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Bytes that this process has read and written with system calls, sockets included, as Linux counts them.
 *
 * @param read bytes read
 * @param written bytes written
 */
record ProcessTraffic(long read, long written) {
    /** Up to now; zeros where there is no {@code /proc}. */
    static ProcessTraffic now() {
        Path file = Path.of("/proc/self/io");
        if (!Files.exists(file)) {
            return new ProcessTraffic(0, 0);
        }
        try {
            long read = 0;
            long written = 0;
            for (String line : Files.readAllLines(file)) {
                read = line.startsWith("rchar: ") ? Long.parseLong(line.substring(7)) : read;
                written = line.startsWith("wchar: ") ? Long.parseLong(line.substring(7)) : written;
            }
            return new ProcessTraffic(read, written);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What came since then. */
    ProcessTraffic since(ProcessTraffic before) {
        return new ProcessTraffic(read - before.read, written - before.written);
    }
}
