package org.hypernetspark.spark;

import java.util.Objects;

/**
 * Where a run commits its rounds: a directory on any Hadoop file system that driver and executors see.
 *
 * @param path for example {@code hdfs://host/runs/a/checkpoints} or a plain path on the default file system
 * @param policy when to commit
 */
public record RunDirectory(String path, CheckpointPolicy policy) {
    /** Checks that nothing is null. */
    public RunDirectory {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(policy, "policy");
    }

    /** A directory and a policy. */
    public static RunDirectory at(String path, CheckpointPolicy policy) {
        return new RunDirectory(path, policy);
    }
}
