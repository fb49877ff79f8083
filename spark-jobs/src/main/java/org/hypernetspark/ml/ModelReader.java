package org.hypernetspark.ml;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.BiFunction;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import org.hypernetspark.model.ModelFile;
import org.hypernetspark.model.SavedModel;

/** Reads what {@link ModelWriter} wrote. */
final class ModelReader<M extends HypernetModel<M>> extends MLReader<M> {
    private final String className;
    private final BiFunction<String, SavedModel, M> constructor;

    ModelReader(String className, BiFunction<String, SavedModel, M> constructor) {
        this.className = className;
        this.constructor = constructor;
    }

    @Override
    public M load(String path) {
        DefaultParamsReader.Metadata metadata = DefaultParamsReader.loadMetadata(path, sc(), className);
        Path file = new Path(path, ModelWriter.FILE);
        try (InputStream in = new BufferedInputStream(
                file.getFileSystem(sc().hadoopConfiguration()).open(file))) {
            M model = constructor.apply(metadata.uid(), ModelFile.read(in, file.toString()));
            metadata.getAndSetParams(model, scala.Option.empty());
            return model;
        } catch (IOException e) {
            throw new UncheckedIOException("The model could not be read from " + file, e);
        }
    }
}
