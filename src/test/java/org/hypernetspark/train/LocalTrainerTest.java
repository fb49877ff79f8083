package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.assertj.core.data.Offset;
import org.hypernetspark.hyper.Base;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.DeltaForm;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LocalTrainerTest {
    /** What any one line for all tasks leaves: the variance of slope times x, plus that of the intercept, is near 4/9. */
    private static final double ONE_LINE_FOR_ALL = 0.3;

    private static final double LEARNED = ONE_LINE_FOR_ALL / 10;
    /** Workers sum up their own tasks, so that a sum over all at once may round otherwise. */
    private static final Offset<Double> ROUNDING = Offset.offset(1e-12);

    private final List<Task> tasks = LineTasks.family(20, 40, 1);
    private final Hypernet hypernet = LineHypernet.embedded();

    private TrainedHypernet train(TrainingSpec spec, int threads) {
        return new LocalTrainer(hypernet, LineHypernet.LOSS, spec, threads).train(tasks);
    }

    private static TrainingSpec withState(OptimizerState state) {
        TrainingSpec spec = LineHypernet.settings();
        return spec.withOptimizers(spec.optimizer(), spec.embeddingOptimizer(), state);
    }

    @ParameterizedTest
    @EnumSource(OptimizerState.class)
    void parameterAveragingLearnsEveryLine(OptimizerState state) {
        TrainedHypernet trained = train(withState(state).withRounds(160), 2);
        assertThat(LineHypernet.validate(trained, tasks).loss()).isLessThan(LEARNED);
        assertThat(LineHypernet.validate(trained, tasks).worstDecile(Metric.LOSS))
                .isLessThan(ONE_LINE_FOR_ALL / 5);
    }

    @Test
    void gradientAveragingLearnsEveryLine() {
        TrainingSpec spec = LineHypernet.settings()
                .withAggregation(Aggregation.GRADIENT_AVERAGING)
                .withRounds(800)
                .withSteps(1, 8, 4, 3)
                .withEvaluation(800, null);
        assertThat(LineHypernet.validate(train(spec, 2), tasks).loss()).isLessThan(LEARNED);
    }

    @Test
    void descriptorsAloneLetItPredictLinesItNeverSaw() {
        Hypernet described = LineHypernet.seeing(new Condition(0, 2));
        TrainedHypernet trained = new LocalTrainer(described, LineHypernet.LOSS, LineHypernet.settings(), 2)
                .train(LineTasks.family(60, 40, 1));
        List<Task> unseen = LineTasks.family(20, 1, 2);
        assertThat(LineHypernet.validateUnseen(trained, unseen).loss()).isLessThan(LEARNED);
    }

    @ParameterizedTest
    @EnumSource(Aggregation.class)
    void frozenBaseWeightsStayBitForBitAndWeightDecayDoesNotReachThem(Aggregation aggregation) {
        Hypernet frozen = Hypernet.of(hypernet.spec().with(new DeltaForm(Base.FROZEN)), hypernet.target());
        TrainingSpec spec = LineHypernet.settings()
                .withOptimizers(OptimizerSpec.adamW(0.01, 0.1), OptimizerSpec.adam(0.02), OptimizerState.AVERAGE)
                .withAggregation(aggregation)
                .withRounds(4);
        float[] phi = new LocalTrainer(frozen, LineHypernet.LOSS, spec, 2)
                .train(tasks)
                .phi();
        float[] first = frozen.initialize(spec.seed());
        int trained = frozen.trained();
        assertThat(phi.length - trained).isEqualTo(2);
        assertThat(Arrays.copyOfRange(phi, trained, phi.length))
                .isEqualTo(Arrays.copyOfRange(first, trained, phi.length));
        assertThat(Arrays.copyOf(phi, trained)).isNotEqualTo(Arrays.copyOf(first, trained));
    }

    @ParameterizedTest
    @EnumSource(OptimizerState.class)
    void anyNumberOfThreadsGivesTheSameBits(OptimizerState state) {
        TrainingSpec spec = withState(state).withRounds(4);
        TrainedHypernet one = train(spec, 1);
        for (int threads = 2; threads <= 3; threads++) {
            assertSame(train(spec, threads), one);
        }
    }

    @Test
    void anyNumberOfThreadsGivesTheSameBitsWithGradientAveraging() {
        TrainingSpec spec = LineHypernet.settings()
                .withAggregation(Aggregation.GRADIENT_AVERAGING)
                .withRounds(4);
        TrainedHypernet one = train(spec, 1);
        assertSame(train(spec, 2), one);
        assertSame(train(spec, 3), one);
    }

    @Test
    void theOrderOfTasksDoesNotMatterAndTheSeedDoes() {
        TrainingSpec spec = LineHypernet.settings().withRounds(2);
        TrainedHypernet trained = train(spec, 2);
        List<Task> backwards = new ArrayList<>(tasks);
        Collections.reverse(backwards);
        assertSame(new LocalTrainer(hypernet, LineHypernet.LOSS, spec, 2).train(backwards), trained);
        assertThat(train(spec.withSeed(6), 2).phi()).isNotEqualTo(trained.phi());
    }

    @Test
    void workersWithoutTasksDoNotCount() {
        TrainingSpec spec = LineHypernet.settings().withRounds(2).withSteps(5, 8, 4, 50);
        TrainedHypernet trained = train(spec, 2);
        assertThat(trained.phi()).doesNotContain(Float.NaN);
        assertThat(trained.embeddings().count()).isEqualTo(20);
    }

    @Test
    void earlyStoppingReturnsToTheBestState() {
        TrainingSpec spec = LineHypernet.settings()
                .withRounds(30)
                .withOptimizers(OptimizerSpec.adam(0.3), OptimizerSpec.adam(0.3), OptimizerState.RESET)
                .withEvaluation(1, new EarlyStopping(3, 0));
        Remembering record = new Remembering();
        TrainedHypernet trained = new LocalTrainer(hypernet, LineHypernet.LOSS, spec, 2).train(tasks, record);
        double best = Collections.min(record.losses);
        assertThat(record.rounds).isLessThan(30).isEqualTo(record.chosenRound + 3);
        assertThat(record.chosenRound).isEqualTo(record.losses.indexOf(best) + 1);
        assertThat(LineHypernet.validate(trained, tasks).loss()).isCloseTo(best, ROUNDING);
    }

    @Test
    void withoutEarlyStoppingTheLastStateIsTheResult() {
        Remembering record = new Remembering();
        TrainingSpec spec = LineHypernet.settings().withRounds(5).withEvaluation(2, null);
        TrainedHypernet trained = new LocalTrainer(hypernet, LineHypernet.LOSS, spec, 2).train(tasks, record);
        assertThat(record.losses).hasSize(3);
        assertThat(record.chosenRound).isEqualTo(5);
        assertThat(LineHypernet.validate(trained, tasks).loss()).isCloseTo(record.losses.get(2), ROUNDING);
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY})
    void divergenceNamesRoundAndTask(float label) {
        List<Task> broken = new ArrayList<>(tasks);
        broken.set(7, LineTasks.withLabel(tasks.get(7), 0, label));
        TrainingSpec spec = LineHypernet.settings();
        LocalTrainer trainer = new LocalTrainer(hypernet, LineHypernet.LOSS, spec, 2);
        assertThatThrownBy(() -> trainer.train(broken))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageContaining("in round 1:")
                .hasMessageContaining("task \"line-7\"")
                .hasMessageContaining("Lower the learning rate");
    }

    @Test
    void divergenceLaterNamesTheLaterRound() {
        TrainingSpec spec = LineHypernet.settings()
                .withSteps(1, 8, 4, 3)
                .withOptimizers(OptimizerSpec.sgd(1e6, 0), OptimizerSpec.sgd(1e6, 0), OptimizerState.RESET);
        assertThatThrownBy(() -> train(spec, 2))
                .isInstanceOf(TrainingDivergedException.class)
                .hasMessageMatching("(?s)Training diverged in round ([2-9]|10): .*");
    }

    @Test
    void twoTasksOfOneNameAreRefused() {
        List<Task> twice = List.of(tasks.get(0), tasks.get(1), tasks.get(0));
        LocalTrainer trainer = new LocalTrainer(
                hypernet, LineHypernet.LOSS, LineHypernet.settings().withRounds(1), 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> trainer.train(twice))
                .withMessageContaining("line-0");
    }

    private static void assertSame(TrainedHypernet actual, TrainedHypernet expected) {
        assertThat(actual.phi()).isEqualTo(expected.phi());
        assertThat(actual.embeddings().values()).isEqualTo(expected.embeddings().values());
    }

    /** Remembers what a run reports. */
    private static final class Remembering implements TrainingListener {
        private final List<Double> losses = new ArrayList<>();
        private int rounds;
        private int chosenRound;

        @Override
        public void validated(int round, MetricSummary summary) {
            losses.add(summary.loss());
        }

        @Override
        public void ended(int allRounds, int chosen) {
            rounds = allRounds;
            chosenRound = chosen;
        }
    }
}
