package org.hypernetspark.jobs;

import java.io.IOException;
import java.io.Writer;
import java.util.List;

/** A small text file that is written anew, whole, every few seconds while it grows, and once more when it is closed. */
final class MetricsFile extends Writer {
    private static final long NANOSECONDS_BETWEEN_WRITES = 5_000_000_000L;

    private final OutputFiles files;
    private final String name;
    private final StringBuilder text = new StringBuilder();
    private long writtenAt = System.nanoTime();
    private int writtenLength;

    MetricsFile(OutputFiles files, String name) {
        this.files = files;
        this.name = name;
    }

    @Override
    public void write(char[] characters, int offset, int length) {
        text.append(characters, offset, length);
    }

    @Override
    public void flush() throws IOException {
        if (System.nanoTime() - writtenAt > NANOSECONDS_BETWEEN_WRITES) {
            store();
        }
    }

    @Override
    public void close() throws IOException {
        store();
    }

    private void store() throws IOException {
        if (text.length() > writtenLength) {
            files.write(name, text.toString());
            writtenLength = text.length();
            writtenAt = System.nanoTime();
        }
    }

    /** All lines so far. */
    List<String> lines() {
        return text.toString().lines().toList();
    }
}
