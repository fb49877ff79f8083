package org.hypernetspark.jobs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.hypernetspark.advice.Advice;
import org.hypernetspark.advice.Advisor;
import org.hypernetspark.advice.Costs;
import org.hypernetspark.advice.Situation;
import org.hypernetspark.config.ConfigException;
import org.hypernetspark.config.HypernetCodec;
import org.hypernetspark.config.HypernetConfig;
import org.hypernetspark.config.TrainingCodec;
import org.hypernetspark.config.YamlText;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.jobs.data.JobTable;
import org.hypernetspark.jobs.data.JobTableReader;
import org.hypernetspark.ml.TrainingStart;
import org.hypernetspark.net.Loss;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hypernet advise}: a hypernet to begin with, for a table and a target. */
@Command(
        name = "advise",
        description = {
            "Proposes a hypernet for the table and the target of a configuration: asks five questions about the tasks (those"
                    + " that options do not answer, if this is a terminal; else the answer is no, and yes to the first), counts"
                    + " parameters, memory and operations, says why, and warns.",
            "",
            "The proposal is a whole configuration that 'train' takes."
        },
        footer = {
            "  advise --config conf/texas-housing.yaml",
            "  advise --config conf/texas-housing.yaml --new-tasks=yes --uncertainty=no --output proposal.yaml"
        })
final class AdviseCommand extends Job {
    @Mixin
    private ConfigOptions options;

    @Mixin
    private QuestionOptions questions;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where the proposal goes. Default: it is printed.")
    private Path output;

    @Override
    void run(PrintWriter out) throws Exception {
        JobConfig config = JobConfig.read(options.read());
        if (config.target().variants().size() > 1) {
            throw new ConfigException(
                    "target.variants: advice is for targets of one shape; ask for the largest variant, as"
                            + " target.layers, and choose the output chunk-wise or component-wise");
        }
        Situation situation = situation(config);
        Advice advice = Advisor.advise(situation);
        explain(advice, situation, out);
        write(YamlText.of(proposal(config, advice)), out);
    }

    private Situation situation(JobConfig config) throws IOException {
        JobTable table = new JobTableReader(spark()).read(config.data(), true);
        boolean described = !table.columns().descriptor().isEmpty();
        HypernetConfig plain = HypernetConfig.defaults();
        HypernetConfig seeing = new HypernetConfig(
                plain.embedding(),
                described,
                plain.trunk(),
                plain.output(),
                plain.form(),
                plain.generate(),
                plain.init());
        TrainingStart start =
                new JobFit(config.with(seeing, config.training()), table.columns(), List.of()).start(table.rows(), 1);
        Hypernet hypernet = start.hypernet();
        return new Situation(
                questions.answers(Dialogue.atTerminal()),
                hypernet.target(),
                hypernet.condition().descriptor(),
                table.taskCount(),
                table.rowCount(),
                classes(config.target().loss(), hypernet.target().output().size()));
    }

    private static int classes(Loss loss, int outputs) {
        return loss.classification() ? Math.max(2, outputs) : 0;
    }

    private static ObjectNode proposal(JobConfig config, Advice advice) {
        ObjectNode node = config.resolved();
        node.set("hypernet", HypernetCodec.write(advice.hypernet()));
        ObjectNode training = (ObjectNode) node.get("training");
        training.setAll(TrainingCodec.write(advice.training()));
        return node.put("output", config.output() + "-advised");
    }

    private static void explain(Advice advice, Situation situation, PrintWriter out) {
        Costs costs = advice.costs();
        out.printf(
                Locale.ROOT,
                "%,d tasks, %,d rows, a target of %,d weights, a descriptor of %d.%n%n",
                situation.tasks(),
                situation.rows(),
                situation.weights(),
                situation.descriptor());
        out.println("Proposed:");
        advice.reasons().forEach(reason -> out.println("  - " + reason));
        out.println();
        out.printf(
                Locale.ROOT,
                "%-44s %,d%n",
                "Shared parameters (phi)",
                costs.counts().phi());
        out.printf(
                Locale.ROOT,
                "%-44s %,d%n",
                "Trainable with all embeddings",
                costs.counts().trainable(situation.tasks()));
        out.printf(Locale.ROOT, "%-44s %,d%n", "Operations of a worker's step", costs.flopsPerStep());
        out.printf(Locale.ROOT, "%-44s %s%n", "Driver's memory, beside Spark's own", megabytes(costs.driverBytes()));
        out.printf(
                Locale.ROOT, "%-44s %s%n", "Executor's memory for each running worker", megabytes(costs.workerBytes()));
        out.println();
        out.println("Shared parameters under each output strategy:");
        advice.alternatives().forEach(line -> out.println("  " + line));
        out.println();
        advice.warnings().forEach(warning -> out.println("Warning: " + warning));
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,d MiB", (bytes + (1 << 20) - 1) >> 20);
    }

    private void write(String yaml, PrintWriter out) throws IOException {
        if (output == null) {
            out.println("# The proposal; put it into a file and give it to train --config");
            out.println(yaml.stripTrailing());
        } else {
            Files.writeString(output, yaml, StandardCharsets.UTF_8);
            out.println("Next: train --config " + output);
        }
    }
}
