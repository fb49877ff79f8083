package org.hypernetspark.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.ml.predict.ModelPayload;
import org.hypernetspark.ml.table.FeatureEncoder;
import org.hypernetspark.ml.table.TaskTable;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;

/**
 * What targets end in, held against a table's labels. A table has one label; of its classes a variant of the target may have
 * the first few, if another has them all.
 */
final class TargetOutputs {
    private TargetOutputs() {}

    /** The largest number of outputs that a variant has. */
    static int most(List<Network> variants) {
        return variants.stream()
                .mapToInt(network -> network.output().size())
                .max()
                .orElseThrow();
    }

    /**
     * Checks that the target ends as the labels need it.
     *
     * @param outputs for all classes, or values
     * @param classes number of classes; 0 in regression
     * @throws IllegalArgumentException if it does not, naming the variant
     */
    static void check(TargetSpec target, int outputs, int classes) {
        boolean fewer = outputs > 1 && most(target.networks()) == outputs;
        for (int i = 0; i < target.names().size(); i++) {
            int found = target.networks().get(i).output().size();
            if (found != outputs && !(fewer && found > 1)) {
                throw new IllegalArgumentException(misfit(target, i, found, outputs, classes));
            }
        }
    }

    private static String misfit(TargetSpec target, int number, int found, int outputs, int classes) {
        String variant = target.names().get(number);
        return "The target " + (variant.isEmpty() ? "" : "variant \"" + variant + "\" ") + "ends in " + found
                + " outputs, but "
                + (classes == 0
                        ? "a regression needs 1"
                        : classes + " classes with loss " + target.loss().name() + " need " + outputs)
                + "; end it with {dense: " + outputs + "}";
    }

    /**
     * Checks that no task has a label beyond the classes of its variant.
     *
     * @param variants the target networks
     * @param known gives a task the variant it is predicted with
     * @throws IllegalArgumentException if one has, naming the task
     */
    static void checkLabels(TaskTable table, List<Network> variants, Loss loss, Function<Task, Task> known) {
        int[] outputs =
                variants.stream().mapToInt(network -> network.output().size()).toArray();
        if (!loss.classification() || Arrays.stream(outputs).min().orElseThrow() == most(variants)) {
            return;
        }
        FeatureEncoder encoder = table.encoder();
        List<String> problems = table.shards()
                .flatMap(shard ->
                        problem(shard, outputs, known, encoder).stream().iterator())
                .take(1);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(problems.get(0));
        }
    }

    /** The same with a model: known tasks keep the variant they were trained with. */
    static void checkLabels(TaskTable table, Broadcast<ModelPayload> sent) {
        ModelPayload payload = sent.value();
        List<Network> variants =
                payload.hypernet().variants().stream().map(Hypernet::target).toList();
        checkLabels(table, variants, payload.loss(), task -> sent.value().asKnown(task));
    }

    private static Optional<String> problem(
            Shard shard, int[] outputs, Function<Task, Task> known, FeatureEncoder encoder) throws Exception {
        for (int i = 0; i < shard.size(); i++) {
            Task task = known.call(shard.task(i));
            for (Rows rows : List.of(task.training(), task.validation())) {
                float greatest = greatest(rows);
                if (greatest >= outputs[task.variant()]) {
                    return Optional.of(message(task, (int) greatest, outputs[task.variant()], encoder));
                }
            }
        }
        return Optional.empty();
    }

    private static float greatest(Rows rows) {
        float greatest = -1;
        for (int i = 0; i < rows.labels().length; i++) {
            greatest = rows.given(i) ? Math.max(greatest, rows.labels()[i]) : greatest;
        }
        return greatest;
    }

    private static String message(Task task, int label, int outputs, FeatureEncoder encoder) {
        List<String> classes = encoder.label().classes();
        return "Task \"" + task.id() + "\" has the label \"" + classes.get(label) + "\", but its target variant \""
                + encoder.variant().variants().get(task.variant()) + "\" ends in " + outputs
                + " outputs, which are the first of the table's classes: "
                + String.join(", ", classes.subList(0, outputs))
                + "; give it a variant with more outputs, or correct its"
                + " labels";
    }
}
