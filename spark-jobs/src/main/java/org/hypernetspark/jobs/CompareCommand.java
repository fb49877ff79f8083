package org.hypernetspark.jobs;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.report.ResultTable;
import org.hypernetspark.report.Score;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hypernet compare}: the hypernet beside the models it has to beat. */
@Command(
        name = "compare",
        description = {
            "Trains the hypernet of a job as 'train' does, and beside it what it has to beat, on the same rows with"
                    + " comparable budgets: one pooled network (without and with the tasks' descriptor), one separate network"
                    + " for each task, a linear model for each task, each task's mean.",
            "",
            "Prints and writes (comparison.md) one table: held-out rows of known tasks, and of tasks never"
                    + " seen in training. The best of each column is marked, whoever it is.",
            "",
            "The hypernet trains on Spark. For the others the rows are collected to the driver: the table must fit there."
        },
        footer = {"  compare --config conf/texas-housing.yaml"})
final class CompareCommand extends Job {
    @Mixin
    private ConfigOptions options;

    @Override
    void run(PrintWriter out) throws Exception {
        JobConfig config = JobConfig.read(options.read());
        boolean classification = config.target().loss().classification();
        new TrainingRun(spark(), config, out).run(result -> {
            out.println("Training what the hypernet has to beat ...");
            out.flush();
            List<Score> scores = new ArrayList<>(Scores.of("hypernet", result.groups()));
            scores.addAll(new Baselines(config, result).scores());
            ResultTable results = Scores.table(scores, classification);
            RunOutputs outputs = new RunOutputs(spark(), config);
            outputs.write("comparison.md", results.toMarkdown());
            outputs.write(result, results);
            Farewell farewell = new Farewell(config, out);
            farewell.results(results);
            farewell.files("model.hnet, metrics.csv, evaluation.csv, comparison.md, report.html, config.yaml");
            farewell.next(
                    "predict --model " + config.outputFile("model.hnet") + " --data "
                            + config.data().table().paths().get(0) + " --output predictions.csv",
                    "inspect --model " + config.outputFile("model.hnet"),
                    "train --help");
        });
    }
}
