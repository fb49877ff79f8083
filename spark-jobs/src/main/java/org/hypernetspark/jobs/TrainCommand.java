package org.hypernetspark.jobs;

import java.io.PrintWriter;
import org.hypernetspark.report.ResultTable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hypernet train}: from a table to a model, its metrics and its report. */
@Command(
        name = "train",
        description = {
            "Trains a hypernet on a table with a task column and measures it on held-out rows and tasks.",
            "",
            "Writes into the job's output directory: model.hnet, metrics.csv (a row for each round), evaluation.csv"
                    + " (a row for each task), report.html and config.yaml (the configuration with all defaults). Rounds are"
                    + " committed under checkpoints; the same command line goes on where a stopped run was."
        },
        footer = {
            "  train --config conf/texas-housing.yaml",
            "  train --config conf/orange-juice.yaml --set training.rounds=100 --set output=runs/long"
        })
final class TrainCommand extends Job {
    @Mixin
    private ConfigOptions options;

    @Override
    void run(PrintWriter out) throws Exception {
        JobConfig config = JobConfig.read(options.read());
        new TrainingRun(spark(), config, out).run(result -> {
            ResultTable results = Scores.table(
                    Scores.of("hypernet", result.groups()),
                    config.target().loss().classification());
            new RunOutputs(spark(), config).write(result, results);
            Farewell farewell = new Farewell(config, out);
            farewell.results(results);
            farewell.files("model.hnet, metrics.csv, evaluation.csv, report.html, config.yaml");
            farewell.next(
                    "compare " + options.asGiven() + " --set output=" + config.output() + "-compared",
                    "predict --model " + config.outputFile("model.hnet") + " --data "
                            + config.data().table().paths().get(0) + " --output predictions.csv",
                    "inspect --model " + config.outputFile("model.hnet"));
        });
    }
}
