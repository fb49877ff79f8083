package org.hypernetspark.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.config.ConfigException;

/** Reads and writes whole files on any Hadoop file system; what is written appears at once or not at all. */
final class OutputFiles {
    private final Configuration configuration;

    OutputFiles(SparkSession spark) {
        this(spark.sessionState().newHadoopConf());
    }

    /** On an executor, with the driver's settings. */
    OutputFiles(Configuration configuration) {
        this.configuration = configuration;
    }

    /** Writes bytes somewhere. */
    interface Content {
        void to(OutputStream out) throws IOException;
    }

    /** Writes a file under a hidden name beside its own and renames it, over an older one if there is one. */
    void write(String name, Content content) throws IOException {
        Path path = new Path(name);
        FileSystem files = plain(path);
        Path target = files.makeQualified(path);
        Path temporary = new Path(target.getParent(), "." + target.getName() + ".tmp");
        try (OutputStream out = files.create(temporary, true)) {
            content.to(out);
        }
        FileContext.getFileContext(target.toUri(), configuration).rename(temporary, target, Options.Rename.OVERWRITE);
    }

    /** The file system, on this machine without the hidden checksum files beside every file. */
    private FileSystem plain(Path path) throws IOException {
        FileSystem files = path.getFileSystem(configuration);
        return files instanceof LocalFileSystem local ? local.getRawFileSystem() : files;
    }

    /** Writes a text file in UTF-8. */
    void write(String name, String text) throws IOException {
        write(name, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** A text file's content, if it is there. */
    Optional<String> read(String name) throws IOException {
        Path path = new Path(name);
        FileSystem files = path.getFileSystem(configuration);
        if (!files.exists(path)) {
            return Optional.empty();
        }
        try (InputStream in = files.open(path)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Whether there is a file or folder. */
    boolean exists(String name) throws IOException {
        Path path = new Path(name);
        return path.getFileSystem(configuration).exists(path);
    }

    /** Opens a file a user named. */
    InputStream open(String name, String expected) throws IOException {
        if (!exists(name)) {
            throw new ConfigException(name + ": there is no such file; expected " + expected);
        }
        Path path = new Path(name);
        return path.getFileSystem(configuration).open(path);
    }
}
