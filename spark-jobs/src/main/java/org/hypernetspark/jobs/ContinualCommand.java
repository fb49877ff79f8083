package org.hypernetspark.jobs;

import java.io.PrintWriter;
import java.util.List;
import org.hypernetspark.config.YamlText;
import org.hypernetspark.jobs.continual.ContinualConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hypernet continual}: tasks one after the other, learned by one hypernet and by what it is compared with. */
@Command(
        name = "continual",
        description = {
            "Learns tasks one after the other with one hypernet that is kept from forgetting, and with the methods it is"
                    + " compared with; tests every task so far after each.",
            "",
            "Methods and seeds run side by side on the cluster; the tasks of one run come one after the other. Writes into"
                    + " the job's output directory: results.csv (a row for each run), results.md (mean and deviation over"
                    + " the seeds), config.yaml, and for each run runs/METHOD-SEED/scores.csv (accuracy or squared error of"
                    + " each task after each task). Each task is committed; the same command line goes on where a stopped"
                    + " run was."
        },
        footer = {
            "  continual --config conf/toy-regression.yaml",
            "  continual --config conf/split-mnist.yaml --set continual.seeds=[1]"
        })
final class ContinualCommand extends Job {
    @Mixin
    private ConfigOptions options;

    @Override
    void run(PrintWriter out) throws Exception {
        ContinualConfig config = ContinualConfig.read(options.read());
        out.println(config.methods().size() + " methods with " + config.seeds().size() + " seeds; after each task "
                + config.output() + "/runs/METHOD-SEED/scores.csv is written.");
        out.flush();
        List<ContinualResult> results = new ContinualRuns(spark(), config).run();
        OutputFiles files = new OutputFiles(spark());
        String table = ContinualTables.markdown(results);
        files.write(config.output() + "/results.csv", ContinualTables.csv(results));
        files.write(config.output() + "/results.md", table);
        files.write(config.output() + "/config.yaml", YamlText.of(config.resolved()));
        out.println();
        out.println("Final test scores: "
                + (results.get(0).scores().higherIsBetter()
                        ? "accuracy in percent, higher is better."
                        : "mean squared error, lower is better."));
        out.print(table);
        out.println();
        out.println("Written to " + config.output() + ": results.csv, results.md, config.yaml, runs");
    }
}
