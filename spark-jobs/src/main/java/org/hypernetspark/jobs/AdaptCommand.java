package org.hypernetspark.jobs;

import java.io.PrintWriter;
import org.hypernetspark.jobs.data.JobTable;
import org.hypernetspark.jobs.data.JobTableReader;
import org.hypernetspark.ml.HypernetModel;
import org.hypernetspark.model.ModelFile;
import org.hypernetspark.model.SavedModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hypernet adapt}: a model that knows more tasks. */
@Command(
        name = "adapt",
        description = {
            "Fits the embeddings of the tasks of a table to its rows, a few of each suffice, and writes a model that knows"
                    + " these tasks too. Everything the tasks share stays as it is; a task that was known is fitted anew."
        },
        footer = {
            "  adapt --model runs/store/model.hnet --data new-stores.csv --output runs/store/with-new.hnet --steps 300"
        })
final class AdaptCommand extends Job {
    @Mixin
    private ModelOptions model;

    @Mixin
    private TableOptions table;

    @Mixin
    private AdaptOptions adaptation;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            required = true,
            description = "Model file to write, which must not exist: a name ending in .hnet.")
    private String output;

    @Override
    void run(PrintWriter out) throws Exception {
        TableOutput.refuseExisting(output, spark());
        SavedModel saved = model.read(spark());
        JobTable rows = new JobTableReader(spark()).read(table.read(saved, model.file()), true);
        HypernetModel<?> adapted = Models.of(saved).adapt(rows.rows(), adaptation.spec());
        SavedModel result = adapted.savedModel();
        new OutputFiles(spark()).write(output, stream -> ModelFile.write(result, stream));
        int added = result.embeddings().count() - saved.embeddings().count();
        out.println("Fitted " + rows.taskCount() + " tasks, " + added + " of them new, to " + rows.rowCount()
                + " rows. The model in " + output + " knows "
                + result.embeddings().count() + " tasks.");
    }
}
