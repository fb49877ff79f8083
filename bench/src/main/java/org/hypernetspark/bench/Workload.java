package org.hypernetspark.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.HypernetCodec;
import org.hypernetspark.config.HypernetConfig;
import org.hypernetspark.config.TargetCodec;
import org.hypernetspark.net.TargetSpec;

/**
 * One kind of work: a hypernet, a target, and the sizes it is run at.
 *
 * @param id for example {@code W2}
 * @param tasks numbers of tasks trained at once, one case each
 * @param batch rows of each task in a step
 * @param rows rows of each task
 * @param target what is generated
 * @param hypernet what generates it
 * @param targetText {@code target} as it is written in {@code workloads.json}
 * @param hypernetText {@code hypernet} as it is written there
 */
record Workload(
        String id,
        List<Integer> tasks,
        int batch,
        int rows,
        TargetSpec target,
        HypernetConfig hypernet,
        JsonNode targetText,
        JsonNode hypernetText) {
    /** Reads one entry of {@code workloads.json}. */
    static Workload read(ConfigNode node) {
        node.rejectUnknownKeys("id", "about", "tasks", "batch", "rows", "target", "hypernet");
        ConfigNode target = node.child("target");
        ConfigNode hypernet = node.child("hypernet");
        return new Workload(
                node.child("id").text(),
                node.child("tasks").list().stream()
                        .map(count -> count.integer(1))
                        .toList(),
                node.child("batch").integer(1),
                node.child("rows").integer(1),
                TargetCodec.read(target),
                HypernetCodec.read(hypernet),
                target.json(),
                hypernet.json());
    }
}
