package org.hypernetspark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.LossPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.RoundReport;
import org.hypernetspark.train.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(120)
class FixtureTest {
    @TempDir
    private Path folder;

    /** The smallest size of each kind of work. */
    static Stream<BenchmarkCase> smallestOfEachWork() {
        Workloads workloads = Workloads.load();
        return workloads.all().stream()
                .map(work -> workloads.find(work.id(), work.tasks().get(0)));
    }

    @ParameterizedTest
    @MethodSource("smallestOfEachWork")
    void filesHoldAsManyValuesAsTheDescriptionSays(BenchmarkCase work) {
        Fixture.write(work, folder);
        Hypernet hypernet = work.hypernet();
        int rows = work.steps() * work.tasks() * work.workload().batch();
        assertThat(values("phi")).hasSize(hypernet.layout().size());
        assertThat(values("embeddings"))
                .hasSize(work.tasks() * hypernet.condition().embedding());
        assertThat(values("x")).hasSize(rows * hypernet.target().input().size());
        assertThat(values("y")).hasSize(rows);
        int allRows = work.tasks() * work.workload().rows();
        assertThat(values("rows-x")).hasSize(allRows * hypernet.target().input().size());
        assertThat(values("rows-y")).hasSize(allRows);
        assertThat(Fixture.read(folder).tasks()).isEqualTo(work.tasks());
        assertThat(Fixture.read(folder).hypernet().layout().fingerprint())
                .isEqualTo(hypernet.layout().fingerprint());
    }

    @ParameterizedTest
    @MethodSource("smallestOfEachWork")
    void theFirstMinibatchIsTheOneTheTrainerTakes(BenchmarkCase work) {
        Fixture.write(work, folder);
        List<Double> trained = new ArrayList<>();
        new LocalTrainer(work.hypernet(), work.loss(), work.training(1, 1, 1), 1)
                .train(work.allTasks(1), new TrainingListener() {
                    @Override
                    public void roundEnded(RoundReport report) {
                        trained.add(report.meanLoss());
                    }
                });
        assertThat(trained).hasSize(1);
        assertThat(lossOfFirstMinibatch(work)).isCloseTo(trained.get(0), within(1e-5 * trained.get(0)));
    }

    /** From the files alone. */
    private double lossOfFirstMinibatch(BenchmarkCase work) {
        Hypernet hypernet = work.hypernet();
        int tasks = work.tasks();
        int batch = work.workload().batch();
        Weights theta = hypernet.pass(tasks).generate(values("phi"), values("embeddings"), tasks);
        float[] output = hypernet.target().pass(tasks, batch).predict(theta, values("x"), tasks, batch);
        LossPass pass = new LossPass();
        pass.tasks = tasks;
        pass.batch = batch;
        pass.width = hypernet.target().output().size();
        pass.output = output;
        pass.labels = values("y");
        pass.mask = new float[pass.labels.length];
        Arrays.fill(pass.mask, 1);
        pass.losses = new double[tasks];
        pass.counts = new double[tasks];
        work.loss().compute(pass);
        return Arrays.stream(pass.losses).sum() / tasks;
    }

    @Test
    void floatsSurviveTheFile() {
        float[] values = {1, -0f, Float.MIN_VALUE, 3e38f, 0.1f};
        FloatFile.write(folder.resolve("some.f32"), values);
        assertThat(FloatFile.read(folder.resolve("some.f32"))).isEqualTo(values);
    }

    private float[] values(String name) {
        return FloatFile.read(folder.resolve(name + ".f32"));
    }
}
