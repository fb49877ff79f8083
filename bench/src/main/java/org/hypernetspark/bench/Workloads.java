package org.hypernetspark.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.config.OptimizerCodec;
import org.hypernetspark.train.OptimizerSpec;

/**
 * The benchmark's work, as {@code bench/workloads.json} describes it.
 *
 * @param seed of all data and first values
 * @param steps minibatches in a fixture
 * @param optimizer of shared parameters and embeddings
 * @param all every kind of work
 */
record Workloads(long seed, int steps, OptimizerSpec optimizer, List<Workload> all) {
    private static final String FILE = "workloads.json";

    /** Reads the description this module was built with. */
    static Workloads load() {
        try (InputStream in = Workloads.class.getResourceAsStream("/" + FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + " is not on the class path");
            }
            ConfigNode root = ConfigReader.json(new String(in.readAllBytes(), StandardCharsets.UTF_8), FILE);
            return new Workloads(
                    root.child("seed").whole(),
                    root.child("steps").integer(1),
                    OptimizerCodec.read(root.child("optimizer")),
                    root.child("workloads").list().stream().map(Workload::read).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * One case.
     *
     * @throws IllegalArgumentException if there is no such work
     */
    BenchmarkCase find(String id, int tasks) {
        Workload workload = all.stream()
                .filter(candidate -> candidate.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no work " + id + "; there are "
                        + all.stream().map(Workload::id).toList()));
        return new BenchmarkCase(workload, tasks, seed, steps, optimizer);
    }
}
