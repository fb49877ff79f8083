package org.hypernetspark.jobs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.config.YamlText;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.model.ModelFile;
import org.hypernetspark.model.RunManifest;
import org.hypernetspark.model.SavedModel;
import org.hypernetspark.report.EmbeddingMap;
import org.hypernetspark.report.HtmlReport;
import org.hypernetspark.report.LearningCurve;
import org.hypernetspark.report.ReportData;
import org.hypernetspark.report.ResultTable;
import org.hypernetspark.report.TaskScores;
import org.hypernetspark.train.Metric;
import org.hypernetspark.train.MetricSummary;

/** Writes what a training leaves in its output directory. */
final class RunOutputs {
    private final OutputFiles files;
    private final SparkSession spark;
    private final JobConfig config;
    private final boolean classification;

    RunOutputs(SparkSession spark, JobConfig config) {
        this.files = new OutputFiles(spark);
        this.spark = spark;
        this.config = config;
        this.classification = config.target().loss().classification();
    }

    /** Writes model, evaluation, configuration and report; {@code results} is the table the report shows. */
    void write(TrainingRun.Result result, ResultTable results) throws IOException {
        SavedModel model = withManifest(result);
        files.write(config.outputFile("config.yaml"), YamlText.of(config.resolved()));
        files.write(config.outputFile("evaluation.csv"), out -> Scores.csv(result.groups(), classification, out));
        files.write(config.outputFile("report.html"), HtmlReport.render(report(result, model, results)));
        files.write(config.outputFile("model.hnet"), out -> ModelFile.write(model, out));
    }

    /** Writes one more text into the output directory. */
    void write(String name, String text) throws IOException {
        files.write(config.outputFile(name), text);
    }

    private SavedModel withManifest(TrainingRun.Result result) {
        SavedModel model = result.model().savedModel();
        RunManifest run = model.manifest();
        Map<String, String> versions = new LinkedHashMap<>(run.versions());
        versions.put("spark", spark.version());
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (HeldOutGroup group : result.groups()) {
            MetricSummary summary = group.evaluation().summary();
            for (Metric metric : Scores.metrics(classification)) {
                metrics.put(group.name() + ": " + metric.label(), summary.mean(metric));
            }
        }
        metrics.values().removeIf(value -> !Double.isFinite(value));
        RunManifest manifest = new RunManifest(
                run.seed(), config.resolved().toString(), versions, run.created(), run.rounds(), metrics);
        return new SavedModel(
                model.target(), model.spec(), model.phi(), model.embeddings(), model.preprocessing(), manifest);
    }

    private ReportData report(TrainingRun.Result result, SavedModel model, ResultTable results) {
        TaskEmbeddings embeddings = model.embeddings();
        ShownTasks shown = ShownTasks.of(result.groups(), embeddings);
        TaskScores scores = shown.scores(classification);
        List<ReportData.Fact> facts = new ArrayList<>();
        facts.add(new ReportData.Fact("data", config.data().table().name()));
        facts.add(new ReportData.Fact("rows", String.valueOf(result.table().rowCount())));
        facts.add(new ReportData.Fact("master", spark.sparkContext().master()));
        shown.note().ifPresent(note -> facts.add(new ReportData.Fact("tasks listed", note)));
        model.manifest().versions().forEach((name, version) -> facts.add(new ReportData.Fact(name, version)));
        facts.add(new ReportData.Fact("created", model.manifest().created()));
        return new ReportData(
                config.output(),
                new ReportData.Run(
                        config.training().seed(), result.chosenRound(), facts, YamlText.of(config.resolved())),
                model.hypernet().counts(),
                embeddings.count(),
                LearningCurve.of(result.metricsLines()),
                results,
                scores,
                embeddings.size() == 0 ? EmbeddingMap.empty() : EmbeddingMap.of(embeddings, scores));
    }
}
