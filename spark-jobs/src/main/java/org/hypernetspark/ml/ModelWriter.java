package org.hypernetspark.ml;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import org.hypernetspark.model.ModelFile;

/** Writes a model: Spark ML's own metadata and Params in {@code metadata}, the hypernet in one file under {@code data}. */
final class ModelWriter extends MLWriter {
    static final String FILE = "data/model.hnet";

    private final HypernetModel<?> model;

    ModelWriter(HypernetModel<?> model) {
        this.model = model;
    }

    @Override
    public void saveImpl(String path) {
        DefaultParamsWriter.saveMetadata(model, path, sc(), scala.Option.empty(), scala.Option.empty());
        Path file = new Path(path, FILE);
        try (OutputStream out = new BufferedOutputStream(
                file.getFileSystem(sc().hadoopConfiguration()).create(file, true))) {
            ModelFile.write(model.savedModel(), out);
        } catch (IOException e) {
            throw new UncheckedIOException("The model could not be written to " + file, e);
        }
    }
}
