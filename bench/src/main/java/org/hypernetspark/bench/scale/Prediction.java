package org.hypernetspark.bench.scale;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.storage.StorageLevel;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.hypernetspark.dl4j.Dl4jExport;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.ml.HypernetClassifier;
import org.hypernetspark.ml.HypernetModel;
import org.hypernetspark.ml.HypernetRegressor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows a second predicted by a model's {@code transform}, a network of its own for each task, against one file of DL4J for
 * each task that is loaded and asked for its rows.
 *
 * <p>Both predict rows that are in memory and take turns; the files lie in the page cache.
 */
public final class Prediction {
    private Prediction() {}

    /** Measures and prints one line of JSON. */
    public static void main(String[] arguments) throws IOException {
        Options options = ScaleContext.options(
                        "Prediction by task: a model's transform against one DL4J network a task.")
                .with("work", "W5", "workload of workloads.json")
                .with("tasks", "20000", "tasks")
                .with("rows", "50", "rows of a task")
                .with("files", "200", "tasks that DL4J loads and predicts in a turn")
                .with("turns", "5", "turns of each that count")
                .with("warm-up", "12", "turns of each before them")
                .with("order", "by-task", "rows of the table: by-task, or shuffled over all tasks")
                .read(arguments);
        SparkSession session = ScaleContext.start(options);
        try {
            session.sparkContext().setLogLevel("WARN");
            System.out.println(measure(options, session));
        } finally {
            session.stop();
        }
    }

    private static ObjectNode measure(Options options, SparkSession session) throws IOException {
        Work work = Work.of(options.text("work"));
        int tasks = options.number("tasks");
        int rows = options.number("rows");
        SyntheticTable source = new SyntheticTable(SyntheticTasks.of(work, tasks, rows, 0));
        Dataset<Row> rowsInOrder =
                options.text("order").equals("shuffled") ? source.readShuffled(session) : source.read(session);
        Dataset<Row> table = rowsInOrder.persist(StorageLevel.MEMORY_ONLY());
        table.count();
        HypernetModel<?> model = fit(work, source, table);
        List<Path> files = files(model, Math.min(tasks, options.number("files")));
        INDArray x = Nd4j.create(
                source.tasks().task(0).training().features(),
                new long[] {rows, work.target().input().size()});
        List<Double> ours = new ArrayList<>();
        List<Double> theirs = new ArrayList<>();
        List<Double> bare = new ArrayList<>();
        for (int turn = -options.number("warm-up"); turn < options.number("turns"); turn++) {
            double our = (double) tasks
                    * rows
                    / seconds(() -> model.transform(table)
                            .write()
                            .format("noop")
                            .mode("overwrite")
                            .save());
            double empty = (double) tasks
                    * rows
                    / seconds(() -> passed(table)
                            .write()
                            .format("noop")
                            .mode("overwrite")
                            .save());
            double their = (double) files.size() * rows / seconds(() -> outputs(files, x));
            if (turn >= 0) {
                ours.add(our);
                bare.add(empty);
                theirs.add(their);
            }
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("work", "tasks", "rows", "files", "turns", "warm-up", "order", "master")) {
            result.put(name, options.text(name));
        }
        return result.put("transformRowsPerSecond", median(ours))
                .put("passedOnRowsPerSecond", median(bare))
                .put("dl4jRowsPerSecond", median(theirs))
                .put("ratio", median(ours) / median(theirs));
    }

    private static HypernetModel<?> fit(Work work, SyntheticTable source, Dataset<Row> table) {
        return work.target().loss().classification()
                ? Fits.prepared(new HypernetClassifier(), work, source)
                        .setRounds(1)
                        .setLocalSteps(4)
                        .fit(table)
                : Fits.prepared(new HypernetRegressor(), work, source)
                        .setRounds(1)
                        .setLocalSteps(4)
                        .fit(table);
    }

    private static List<Path> files(HypernetModel<?> model, int count) throws IOException {
        Hypernet hypernet = model.savedModel().hypernet();
        Dl4jExport export =
                Dl4jExport.of(hypernet.target(), model.savedModel().target().loss());
        Path folder = Files.createTempDirectory("hypernet-prediction");
        folder.toFile().deleteOnExit();
        List<Path> files = new ArrayList<>();
        for (Row row : model.generateWeights(SparkSession.active()).limit(count).collectAsList()) {
            List<Float> values = row.getList(1);
            float[] theta = new float[values.size()];
            for (int i = 0; i < theta.length; i++) {
                theta[i] = values.get(i);
            }
            Path file = folder.resolve(row.getString(0) + ".zip");
            try (var out = Files.newOutputStream(file)) {
                export.write(theta, 0, out);
            }
            file.toFile().deleteOnExit();
            files.add(file);
        }
        return files;
    }

    private static void outputs(List<Path> files, INDArray x) throws IOException {
        for (Path file : files) {
            MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(file.toFile(), false);
            if (network.output(x).size(0) != x.size(0)) {
                throw new IllegalStateException("Expected an output for each row from " + file);
            }
        }
    }

    /** The rows through Spark's door to Java and back, with nothing done to them. */
    private static Dataset<Row> passed(Dataset<Row> table) {
        return table.mapPartitions((MapPartitionsFunction<Row, Row>) rows -> rows, Encoders.row(table.schema()));
    }

    private interface Action {
        void run() throws IOException;
    }

    private static double seconds(Action action) throws IOException {
        long begin = System.nanoTime();
        action.run();
        return (System.nanoTime() - begin) * 1e-9;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
