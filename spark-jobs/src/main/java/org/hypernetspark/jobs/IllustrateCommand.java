package org.hypernetspark.jobs;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.baseline.PooledModel;
import org.hypernetspark.baseline.PooledTrainer;
import org.hypernetspark.config.ConfigException;
import org.hypernetspark.config.YamlText;
import org.hypernetspark.report.LearningCurve;
import org.hypernetspark.report.ResultTable;
import org.hypernetspark.report.Score;
import org.hypernetspark.report.SideBySide;
import org.hypernetspark.report.SideBySide.Side;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hypernet illustrate}: the illustrative example of Chauhan et al. 2023, figure 1. */
@Command(
        name = "illustrate",
        description = {
            "Trains one network twice, on the same batches with the same optimiser and number of steps: directly (its weights"
                    + " are trained), and through a hypernet (only the hypernet and the embedding are trained, they generate the"
                    + " weights). Shows loss curves, held-out scores, parameter counts, and what moved.",
            "",
            "The table must hold a single task. Besides the files of 'train', illustration.html is written."
        },
        footer = {"  illustrate --config conf/illustrative-example.yaml"})
final class IllustrateCommand extends Job {
    @Mixin
    private ConfigOptions options;

    @Override
    void run(PrintWriter out) throws Exception {
        JobConfig config = JobConfig.read(options.read());
        if (config.base() != null || config.teacher() != null) {
            throw new ConfigException("illustrate compares both ways from a fresh start on the table's labels;"
                    + " leave out hypernet.base and training.teacher");
        }
        new TrainingRun(spark(), config, out).run(result -> {
            Baselines baselines = new Baselines(config, result);
            if (result.groups().isEmpty()) {
                throw new ConfigException(
                        "illustrate measures held-out rows, and none are held out. Set data.split.test");
            }
            if (baselines.known().size() != 1) {
                throw new ConfigException("illustrate shows a single task, but "
                        + config.data().table().name() + " has "
                        + baselines.known().size()
                        + ". Give all rows one task, for example by data.derive: {task: \"'all'\"}"
                        + ", or use compare");
            }
            SideBySide page = sides(config, result, baselines);
            RunOutputs outputs = new RunOutputs(spark(), config);
            outputs.write("illustration.html", page.toHtml());
            outputs.write(result, page.results());
            out.println();
            out.print(page.toText());
            Farewell farewell = new Farewell(config, out);
            farewell.files("illustration.html, model.hnet, metrics.csv, evaluation.csv, report.html, config.yaml");
        });
    }

    private static SideBySide sides(JobConfig config, TrainingRun.Result result, Baselines baselines) {
        Illustration illustration = new Illustration(baselines.known().get(0), config.training());
        LearningCurve.Recorder recorder = new LearningCurve.Recorder();
        PooledTrainer trainer = baselines.pooledTrainer(0);
        PooledModel direct = baselines.direct("direct", trainer, recorder);
        List<Score> scores = new ArrayList<>(baselines.scoresSoFar());
        scores.addAll(Scores.of("hypernet", result.groups()));
        ResultTable results = Scores.table(scores, config.target().loss().classification());
        List<Side> sides = List.of(
                illustration.direct(trainer, direct, recorder.curve()),
                illustration.hypernet(
                        result.model().savedModel(),
                        result.groups().get(0).evaluation().summary(),
                        LearningCurve.of(result.metricsLines())));
        return new SideBySide(config.output(), sides, results, YamlText.of(config.resolved()));
    }
}
