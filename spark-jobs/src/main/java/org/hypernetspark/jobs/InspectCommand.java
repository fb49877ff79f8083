package org.hypernetspark.jobs;

import java.io.PrintWriter;
import org.hypernetspark.model.SavedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hypernet inspect}: what a model file holds. */
@Command(
        name = "inspect",
        description =
                "Shows what a model file holds, after checking that it is whole: sizes, layers, tasks, columns, and"
                        + " where it comes from.",
        footer = {
            "  inspect --model runs/texas-housing/model.hnet",
            "  inspect --model runs/texas-housing/model.hnet --json"
        })
final class InspectCommand extends Job {
    @Mixin
    private ModelOptions model;

    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    @Override
    void run(PrintWriter out) throws Exception {
        SavedModel saved = model.read(spark());
        Inspection inspection = Inspection.of(saved, model.file());
        out.println(json ? inspection.toJson() : inspection.toText());
    }
}
