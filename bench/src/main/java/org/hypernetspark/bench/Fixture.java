package org.hypernetspark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.WorkerState;

/**
 * A folder from which every system begins: {@code spec.json} and little-endian float32 files with the first {@code phi},
 * embeddings, minibatches and rows.
 */
final class Fixture {
    private static final String SPEC = "spec.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Fixture() {}

    /** The case a folder was written for. */
    static BenchmarkCase read(Path folder) {
        ConfigNode spec = ConfigReader.file(folder.resolve(SPEC), List.of());
        return Workloads.load()
                .find(spec.child("work").text(), spec.child("tasks").integer(1));
    }

    /** Writes the folder; the description comes last, so a folder that has one is whole. */
    static void write(BenchmarkCase work, Path folder) {
        try {
            Files.createDirectories(folder);
            Hypernet hypernet = work.hypernet();
            Minibatches minibatches = Minibatches.first(work, work.steps());
            FloatFile.write(folder.resolve("phi.f32"), hypernet.initialize(work.seed()));
            FloatFile.write(folder.resolve("embeddings.f32"), embeddings(work, hypernet));
            FloatFile.write(folder.resolve("x.f32"), minibatches.x());
            FloatFile.write(folder.resolve("y.f32"), minibatches.y());
            FloatFile.write(folder.resolve("rows-x.f32"), rows(work, Rows::features));
            FloatFile.write(folder.resolve("rows-y.f32"), rows(work, Rows::labels));
            JSON.writerWithDefaultPrettyPrinter()
                    .writeValue(folder.resolve(SPEC).toFile(), spec(work, hypernet));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static float[] embeddings(BenchmarkCase work, Hypernet hypernet) {
        int size = hypernet.condition().embedding();
        return WorkerState.initial(work.shard(0, 1), size, hypernet.layout().size(), work.training(1, 1, 1))
                .embeddings();
    }

    /** Of all tasks, in the order of their ids. */
    private static float[] rows(BenchmarkCase work, Function<Rows, float[]> part) {
        Shard shard = work.shard(0, 1);
        float[][] all = IntStream.range(0, shard.size())
                .mapToObj(i -> part.apply(shard.task(i).training()))
                .toArray(float[][]::new);
        float[] joined = new float[all.length * all[0].length];
        for (int i = 0; i < all.length; i++) {
            System.arraycopy(all[i], 0, joined, i * all[0].length, all[0].length);
        }
        return joined;
    }

    private static ObjectNode spec(BenchmarkCase work, Hypernet hypernet) {
        ObjectNode spec = JSON.createObjectNode()
                .put("work", work.workload().id())
                .put("tasks", work.tasks())
                .put("batch", work.workload().batch())
                .put("rows", work.workload().rows())
                .put("steps", work.steps());
        spec.set("input", work.workload().targetText().get("input"));
        spec.set("loss", work.workload().targetText().get("loss"));
        spec.put("labelWidth", work.loss().labelWidth(hypernet.target().output()));
        for (String key : new String[] {"condition", "trunk", "output"}) {
            spec.set(key, work.workload().hypernetText().get(key));
        }
        spec.set("target", work.workload().targetText().get("layers"));
        spec.set("optimizer", optimizer(work.optimizer()));
        spec.set("phi", tensors(hypernet.layout()));
        spec.set("theta", tensors(hypernet.target().layout()));
        spec.set("floor", Floor.of(work).json());
        return spec;
    }

    private static ObjectNode optimizer(OptimizerSpec optimizer) {
        return JSON.createObjectNode()
                .put("kind", optimizer.kind().label())
                .put("learningRate", optimizer.learningRate())
                .put("beta1", optimizer.momentum())
                .put("beta2", optimizer.beta2())
                .put("epsilon", optimizer.epsilon());
    }

    private static ArrayNode tensors(ParameterLayout layout) {
        ArrayNode tensors = JSON.createArrayNode();
        for (int i = 0; i < layout.specs().size(); i++) {
            ObjectNode tensor = tensors.addObject()
                    .put("name", layout.specs().get(i).name())
                    .put("offset", layout.offset(i));
            ArrayNode shape = tensor.putArray("shape");
            layout.specs().get(i).shape().dims().forEach(shape::add);
        }
        return tensors;
    }
}
