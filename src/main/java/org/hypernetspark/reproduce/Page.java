package org.hypernetspark.reproduce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;

/** A page of results in Markdown. */
final class Page {
    private final StringBuilder text = new StringBuilder();

    /** A paragraph, or a heading. */
    Page say(String paragraph) {
        text.append(paragraph.strip()).append("\n\n");
        return this;
    }

    /** A table: its columns' names, then its rows. */
    Page table(List<String> columns, List<List<String>> rows) {
        row(columns);
        row(Collections.nCopies(columns.size(), "---"));
        rows.forEach(this::row);
        text.append('\n');
        return this;
    }

    private void row(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    /** Writes the page; folders are made. */
    void write(Path file) throws IOException {
        if (file.toAbsolutePath().getParent() != null) {
            Files.createDirectories(file.toAbsolutePath().getParent());
        }
        Files.writeString(file, text.toString().stripTrailing() + "\n", StandardCharsets.UTF_8);
    }
}
