package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.ComponentWise;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.FiniteDifferences;
import org.hypernetspark.reference.ReferenceLosses;
import org.hypernetspark.reference.ReferenceNetwork;
import org.hypernetspark.reference.ReferencePieces;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tasks whose targets have different shapes, trained by one hypernet. */
@Timeout(120)
class VariantTrainingTest {
    private static final List<Network> LINES = List.of(
            target(1, new Dense(8), Activation.TANH, new Dense(1)),
            target(1, new Dense(12), Activation.TANH, new Dense(6), Activation.TANH, new Dense(1)),
            target(1, new Dense(1)));
    private static final TrainingSpec STEP = TrainingSpec.defaults()
            .withRounds(1)
            .withSteps(1, 8, 6, 1)
            .withAggregation(Aggregation.GRADIENT_AVERAGING)
            .withRegularization(0, 0);

    private static Network target(int inputs, LayerSpec... layers) {
        return Network.of(Shape.of(inputs), List.of(layers));
    }

    private static Hypernet lines(OutputStrategy output) {
        return Hypernet.of(
                HypernetSpec.of(new Condition(4, 0), List.of(new Dense(16), Activation.TANH), output), LINES);
    }

    static List<OutputStrategy> outputs() {
        return List.of(new ChunkWise(8, 4), new ComponentWise(ComponentWise.By.CHANNEL, 4));
    }

    /** Lines of the variants 2, 1, 0, 2, 1, 0 and on. */
    private static List<Task> tasks(int count, int rows) {
        List<Task> tasks = new ArrayList<>();
        for (Task task : LineTasks.family(count, rows, 1)) {
            tasks.add(task.ofVariant(2 - tasks.size() % 3));
        }
        return tasks;
    }

    private static WorkerResult step(Hypernet hypernet, float[] phi, List<Task> tasks) {
        Shard shard = Shard.of(0, tasks);
        WorkerState state = WorkerState.initial(shard, hypernet.condition().embedding(), phi.length, STEP);
        return new WorkerTraining(hypernet, LineHypernet.LOSS, STEP)
                .run(new SharedState(phi, new float[0][], 0), shard, state, 0);
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void aStepOfMixedVariantsIsTheMeanOfEachTaskAlone(OutputStrategy output) {
        Hypernet hypernet = lines(output);
        float[] phi = hypernet.initialize(1);
        List<Task> tasks = tasks(6, 8);
        WorkerResult together = step(hypernet, phi, tasks);
        double[] mean = new double[phi.length];
        double loss = 0;
        for (Task task : tasks) {
            WorkerResult alone = step(hypernet, phi, List.of(task));
            loss += alone.statistics().meanLoss() / tasks.size();
            Arrays.setAll(mean, i -> mean[i] + (double) alone.vectors()[0][i] / tasks.size());
            float[] own = embedding(alone.state(), 0);
            // Ids line-0 to line-5 are in the order of the list.
            assertThat(Vectors.relativeError(embedding(together.state(), tasks.indexOf(task)), Vectors.toDouble(own)))
                    .isLessThan(1e-5);
        }
        assertThat(Vectors.relativeError(together.vectors()[0], mean)).isLessThan(1e-5);
        assertThat(together.statistics().meanLoss()).isEqualTo(loss, within(1e-6));
        assertThat(together.statistics().taskSteps()).isEqualTo(6);
    }

    private static float[] embedding(WorkerState state, int task) {
        return Arrays.copyOfRange(state.embeddings(), 4 * task, 4 * task + 4);
    }

    /** Targets of two and of three classes, of one layer and of two: 6 and 17 weights in chunks of 5. */
    @Test
    void gradientsOfTasksWithOtherNumbersOfClassesEqualFiniteDifferences() {
        SoftmaxCrossEntropy loss = new SoftmaxCrossEntropy();
        List<Network> targets =
                List.of(target(2, new Dense(2)), target(2, new Dense(2), Activation.TANH, new Dense(3)));
        List<LayerSpec> trunk = List.of(new Dense(5), Activation.TANH);
        Hypernet hypernet = Hypernet.of(HypernetSpec.of(new Condition(0, 2), trunk, new ChunkWise(5, 2)), targets);
        float[] phi = Vectors.normal(hypernet.layout().size(), 0.5, 4);
        List<Task> tasks = List.of(classes("a", 1, 2, 1, 0), classes("b", 0, 1, 0, 1), classes("c", 1, 0, 2, 1));
        Shard shard = Shard.of(0, tasks);
        WorkerState state = WorkerState.initial(shard, 0, phi.length, STEP);
        float[] actual = new WorkerTraining(hypernet, loss, STEP)
                .run(new SharedState(phi, new float[0][], 0), shard, state, 0)
                .vectors()[0];
        ReferencePieces reference = new ReferencePieces(trunk, 5, 3, 2);
        int[][] sizes = {{5, 1}, {5, 5, 5}};
        double[] expected = FiniteDifferences.gradient(
                point -> {
                    double sum = 0;
                    for (Task task : tasks) {
                        Network target = targets.get(task.variant());
                        int[] own = sizes[task.variant()];
                        int[] roles = task.variant() == 0 ? new int[] {0, 1} : new int[] {0, 1, 2};
                        double[] theta = reference.generate(point, Vectors.toDouble(task.descriptor()), roles, own);
                        double[] output = new double[3 * target.output().size()];
                        for (int row = 0; row < 3; row++) {
                            double[] x = Vectors.toDouble(task.training().features(), 2 * row, 2);
                            double[] y = ReferenceNetwork.forward(target, theta, 0, x, 0);
                            System.arraycopy(y, 0, output, row * y.length, y.length);
                        }
                        int width = target.output().size();
                        float[] given = {1, 1, 1};
                        sum += ReferenceLosses.mean(
                                        loss, output, width, task.training().labels(), given, 0)
                                / 3;
                    }
                    return sum;
                },
                Vectors.toDouble(phi));
        assertThat(Vectors.relativeError(actual, expected)).isLessThan(1e-4);
    }

    private static Task classes(String id, int variant, float... labels) {
        Rows rows = Rows.of(3, Vectors.normal(6, id.hashCode()), labels);
        return new Task(id, variant, Vectors.normal(2, id.hashCode() + 1), rows, Rows.none());
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void oneHypernetLearnsLinesInTargetsOfThreeShapes(OutputStrategy output) {
        List<Task> tasks = tasks(60, 40);
        TrainedHypernet trained = new LocalTrainer(
                        lines(output),
                        LineHypernet.LOSS,
                        LineHypernet.settings().withRounds(80),
                        2)
                .train(tasks);
        for (int variant = 0; variant < 3; variant++) {
            int wanted = variant;
            List<Task> own =
                    tasks.stream().filter(task -> task.variant() == wanted).toList();
            assertThat(LineHypernet.validate(trained, own).loss()).isLessThan(0.03);
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBits() {
        HypernetSpec spec =
                HypernetSpec.of(new Condition(4, 0), List.of(new Dense(16), new Dropout(0.2)), new ChunkWise(8, 4));
        Hypernet hypernet = Hypernet.of(spec, LINES);
        TrainingSpec settings = LineHypernet.settings().withRounds(4).withRegularization(1, 0.2);
        List<TrainedHypernet> results = new ArrayList<>();
        for (int threads = 1; threads <= 3; threads++) {
            results.add(new LocalTrainer(hypernet, LineHypernet.LOSS, settings, threads).train(tasks(20, 10)));
        }
        for (TrainedHypernet result : results) {
            assertThat(result.phi()).isEqualTo(results.get(0).phi());
            assertThat(result.embeddings().values())
                    .isEqualTo(results.get(0).embeddings().values());
        }
    }

    @Test
    void theResultKnowsTheVariantOfEachTask() {
        List<Task> tasks = tasks(7, 10);
        TaskEmbeddings embeddings = new LocalTrainer(
                        lines(new ChunkWise(8, 4)),
                        LineHypernet.LOSS,
                        LineHypernet.settings().withRounds(1))
                .train(tasks)
                .embeddings();
        for (Task task : tasks) {
            assertThat(embeddings.variant(embeddings.indexOf(task.id()))).isEqualTo(task.variant());
        }
    }

    @Test
    void anEvaluationIsInTheOrderOfTheShardWhateverTheVariants() {
        Hypernet hypernet = lines(new ChunkWise(8, 4));
        float[] phi = hypernet.initialize(1);
        Shard shard = Shard.of(0, tasks(40, 10));
        float[] embeddings = Vectors.normal(4 * shard.size(), 3);
        Evaluator evaluator = new Evaluator(hypernet, LineHypernet.LOSS);
        List<MetricSums> together = evaluator.evaluate(phi, shard, embeddings, Task::validation);
        for (int i = 0; i < shard.size(); i++) {
            float[] own = Arrays.copyOfRange(embeddings, 4 * i, 4 * i + 4);
            MetricSums alone = evaluator
                    .evaluate(phi, Shard.of(0, List.of(shard.task(i))), own, Task::validation)
                    .get(0);
            assertThat(new MetricSummary(List.of(together.get(i))).loss())
                    .isEqualTo(new MetricSummary(List.of(alone)).loss(), within(1e-5));
        }
        assertThat(evaluator.summarize(phi, shard, embeddings, Task::validation).loss())
                .isEqualTo(new MetricSummary(together).loss(), within(1e-9));
    }

    @Test
    void newTasksOfAllVariantsAreAdapted() {
        TrainedHypernet trained = new LocalTrainer(
                        lines(new ChunkWise(8, 4)), LineHypernet.LOSS, LineHypernet.settings(), 2)
                .train(tasks(60, 40));
        List<Task> fresh = new ArrayList<>();
        for (Task task : LineTasks.family(9, 20, 99)) {
            fresh.add(new Task("new-" + task.id(), fresh.size() % 3, new float[0], task.training(), task.validation()));
        }
        TaskEmbeddings fitted = new Adaptation(trained.hypernet(), trained.loss(), AdaptationSpec.defaults())
                .fit(trained.phi(), fresh, trained.embeddings());
        TrainedHypernet adapted = new TrainedHypernet(trained.hypernet(), trained.loss(), trained.phi(), fitted);
        assertThat(LineHypernet.validate(adapted, fresh).loss())
                .isLessThan(0.05)
                .isLessThan(LineHypernet.validateUnseen(trained, fresh).loss() / 5);
        assertThat(fitted.variant(fitted.indexOf("new-line-4"))).isEqualTo(1);
    }

    @Test
    void aVariantThatTheTargetHasNotIsRefusedNamingTheTask() {
        Task wrong = tasks(1, 10).get(0).ofVariant(3);
        assertThatThrownBy(() ->
                        new LocalTrainer(lines(new ChunkWise(8, 4)), LineHypernet.LOSS, STEP).train(List.of(wrong)))
                .hasMessage("Task \"line-0\" has variant 3, but the target has 3 variants, counted from 0");
    }
}
