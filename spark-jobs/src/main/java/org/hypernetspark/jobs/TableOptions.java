package org.hypernetspark.jobs;

import java.util.List;
import org.hypernetspark.config.ConfigException;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.jobs.data.DataConfig;
import org.hypernetspark.jobs.data.DataConfigReader;
import org.hypernetspark.jobs.data.DescriptorSource;
import org.hypernetspark.jobs.data.TableSource;
import org.hypernetspark.model.SavedModel;
import picocli.CommandLine.Option;

/** Options that say which table a model is used on. */
final class TableOptions {
    @Option(
            names = {"-d", "--data"},
            paramLabel = "PATH",
            required = true,
            split = ",",
            description = {
                "The table: .csv, .csv.gz or .parquet, one path or several with commas between.",
                "Columns are used, derived and joined as when the model was trained."
            })
    private List<String> paths;

    @Option(
            names = "--descriptor",
            paramLabel = "PATH",
            description = "The table that describes tasks. Default: the one the model was trained with.")
    private String descriptor;

    /** The data section the model was trained with, for this table. */
    DataConfig read(SavedModel model, String modelFile) {
        DataConfig trained = trained(model, modelFile);
        return trained.with(TableSource.of(paths), descriptor(trained.descriptor(), descriptor));
    }

    /** The data section the model was trained with. */
    static DataConfig trained(SavedModel model, String modelFile) {
        ConfigNode run = ConfigReader.text(model.manifest().config(), modelFile + ", its configuration");
        return DataConfigReader.read(run.child("data"));
    }

    /** The descriptor table to use: the one named here, if one is. */
    static DescriptorSource descriptor(DescriptorSource trained, String path) {
        if (path == null) {
            return trained;
        }
        if (trained == null || trained.table() == null) {
            throw new ConfigException(
                    "--descriptor " + path + ": the model was not trained with a descriptor table; leave it out");
        }
        return new DescriptorSource(TableSource.of(List.of(path)), trained.key(), trained.columns());
    }
}
