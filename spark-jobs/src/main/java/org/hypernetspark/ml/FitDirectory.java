package org.hypernetspark.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.spark.CheckpointPolicy;
import org.hypernetspark.spark.RunDirectory;

/** Where a fit commits its rounds: the directory the user named, or a temporary one that goes when the fit ends. */
final class FitDirectory implements AutoCloseable {
    private final RunDirectory run;
    private final Configuration configuration;
    private final boolean temporary;

    private FitDirectory(RunDirectory run, Configuration configuration, boolean temporary) {
        this.run = run;
        this.configuration = configuration;
        this.temporary = temporary;
    }

    /** The directory at {@code path}; a temporary one on the default file system if that is null. */
    static FitDirectory of(SparkSession session, String path, int every) {
        Configuration configuration = session.sparkContext().hadoopConfiguration();
        CheckpointPolicy policy = new CheckpointPolicy(every, CheckpointPolicy.DEFAULT.keep());
        String place = path != null ? path : temporaryPath(configuration);
        return new FitDirectory(RunDirectory.at(place, policy), configuration, path == null);
    }

    private static String temporaryPath(Configuration configuration) {
        String root = configuration.get("hadoop.tmp.dir", "/tmp");
        Path path = new Path(root, "hypernet-fit-" + UUID.randomUUID());
        try {
            return FileSystem.get(configuration).makeQualified(path).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The default file system cannot be reached for a checkpoint directory; set"
                            + " checkpointDir to one that can",
                    e);
        }
    }

    RunDirectory run() {
        return run;
    }

    @Override
    public void close() {
        if (temporary) {
            Path path = new Path(run.path());
            try {
                path.getFileSystem(configuration).delete(path, true);
            } catch (IOException e) {
                throw new UncheckedIOException("The temporary directory " + path + " could not be deleted", e);
            }
        }
    }
}
