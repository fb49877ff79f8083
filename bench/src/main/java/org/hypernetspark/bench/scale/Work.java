package org.hypernetspark.bench.scale;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.config.HypernetCodec;
import org.hypernetspark.config.TargetCodec;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.TargetSpec;

/**
 * Networks and sizes of one of the benchmark's workloads.
 *
 * @param id for example {@code W2}
 * @param target the target network with its loss
 * @param hypernet the hypernet
 * @param batch rows of a task in a step
 * @param rows rows of a task
 */
record Work(String id, TargetSpec target, Hypernet hypernet, int batch, int rows) {
    /**
     * The workload of this id in {@code workloads.json}.
     *
     * @throws IllegalArgumentException if there is none
     */
    static Work of(String id) {
        try (InputStream in = Work.class.getResourceAsStream("/workloads.json")) {
            ConfigNode all = ConfigReader.json(new String(in.readAllBytes(), StandardCharsets.UTF_8), "workloads.json");
            return all.list("workloads").stream()
                    .filter(work -> work.text("id", "").equals(id))
                    .map(Work::of)
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("workloads.json has no workload " + id));
        } catch (IOException e) {
            throw new UncheckedIOException("workloads.json is not on the class path", e);
        }
    }

    private static Work of(ConfigNode node) {
        TargetSpec target = TargetCodec.read(node.section("target"));
        Hypernet hypernet =
                Hypernet.of(HypernetCodec.read(node.section("hypernet")).resolve(0), target.network());
        return new Work(node.text("id", ""), target, hypernet, node.integer("batch", 1, 1), node.integer("rows", 1, 1));
    }
}
