package org.hypernetspark.jobs;

import java.io.PrintWriter;
import org.hypernetspark.model.SavedModel;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code hypernet inspect}: what a model file holds, or what a training would begin with. */
@Command(
        name = "inspect",
        description = {
            "Shows what a model file holds, after checking that it is whole: sizes, layers, tasks, columns, and"
                    + " where it comes from.",
            "",
            "With --init: what a configuration's training would begin with. For each tensor of the target the standard"
                    + " deviation of its weights against He's and Xavier's rules, for each layer that of activations on the"
                    + " data's rows and of gradients, and warnings where they are far off."
        },
        footer = {
            "  inspect --model runs/texas-housing/model.hnet",
            "  inspect --model runs/texas-housing/model.hnet --json",
            "  inspect --init --config conf/texas-housing.yaml --set hypernet.init=he"
        })
final class InspectCommand extends Job {
    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(names = "--json", description = "Print JSON for programs.")
    private boolean json;

    /** A model or a configuration. */
    private static final class Source {
        @ArgGroup(exclusive = false)
        private ModelOptions model;

        @ArgGroup(exclusive = false)
        private StartOptions start;
    }

    @Override
    void run(PrintWriter out) throws Exception {
        if (source.start != null) {
            StartInspection inspection = source.start.inspect(spark());
            out.println(json ? inspection.toJson() : inspection.toText());
            return;
        }
        SavedModel saved = source.model.read(spark());
        Inspection inspection = Inspection.of(saved, source.model.file());
        out.println(json ? inspection.toJson() : inspection.toText());
    }
}
