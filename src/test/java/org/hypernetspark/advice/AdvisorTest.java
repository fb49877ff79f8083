package org.hypernetspark.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.config.HypernetCodec;
import org.hypernetspark.config.YamlText;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.LowRankHead;
import org.hypernetspark.hyper.NoiseInput;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.LastStep;
import org.hypernetspark.net.Lstm;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AdvisorTest {
    private static final Answers PLAIN = new Answers(true, false, false, false, false);

    private static Network target(int inputs, int hidden) {
        return Network.of(Shape.of(inputs), List.of(new Dense(hidden), Activation.RELU, new Dense(1)));
    }

    private static Situation situation(Answers answers, Network target, int descriptor) {
        return new Situation(answers, target, descriptor, 40, 4000);
    }

    static Stream<Answers> everyAnswer() {
        return IntStream.range(0, 32)
                .mapToObj(i -> new Answers((i & 1) > 0, (i & 2) > 0, (i & 4) > 0, (i & 8) > 0, (i & 16) > 0));
    }

    @ParameterizedTest
    @MethodSource("everyAnswer")
    void whateverIsAnsweredTheProposalReadsBackAndFitsTheTarget(Answers answers) {
        for (int hidden : new int[] {4, 300, 2000}) {
            for (int descriptor : new int[] {0, 3}) {
                Network target = target(60, hidden);
                Advice advice = Advisor.advise(situation(answers, target, descriptor));
                String yaml = YamlText.of(HypernetCodec.write(advice.hypernet()));
                HypernetSpec read = HypernetCodec.read(ConfigReader.text(yaml, "proposal"))
                        .resolve(situation(answers, target, descriptor).data());
                assertThat(Hypernet.of(read, target).counts())
                        .isEqualTo(advice.costs().counts());
                assertThat(advice.reasons()).isNotEmpty();
            }
        }
    }

    @Test
    void smallTargetsAreGeneratedOnceAndLargeOnesInChunks() {
        assertThat(Advisor.advise(situation(PLAIN, target(10, 20), 0))
                        .hypernet()
                        .output())
                .isInstanceOf(GenerateOnce.class);
        assertThat(Advisor.advise(situation(PLAIN, target(500, 500), 0))
                        .hypernet()
                        .output())
                .isInstanceOf(ChunkWise.class);
    }

    @Test
    void uncertaintyPutsDropoutIntoTheTrunk() {
        Answers uncertain = new Answers(true, false, false, false, true);
        assertThat(Advisor.advise(situation(uncertain, target(10, 20), 0))
                        .hypernet()
                        .trunk())
                .contains(new Dropout(0.1));
    }

    @Test
    void generateOnceOnTenMillionWeightsIsWarnedOf() {
        Advice advice = Advisor.advise(situation(PLAIN, target(5000, 2000), 0));
        assertThat(advice.warnings())
                .anyMatch(line -> line.contains("generate-once would need a giant last layer: 10,004,001 x 64")
                        && line.contains("650,260,065 parameters"));
        assertThat(advice.hypernet().output()).isInstanceOf(ChunkWise.class);
        assertThat(advice.costs().counts().phi()).isLessThan(1_000_000);
    }

    @Test
    void newTasksAreSeenThroughTheirDescriptorElseThroughASupportSet() {
        Answers adaptive = new Answers(true, true, false, false, false);
        Advice described = Advisor.advise(situation(adaptive, target(10, 20), 3));
        assertThat(described.hypernet().descriptor()).isTrue();
        assertThat(described.training().embeddingDropout()).isPositive();
        Advice plain = Advisor.advise(situation(adaptive, target(10, 20), 0));
        assertThat(plain.hypernet().condition().support().rows()).isEqualTo(16);
        assertThat(plain.hypernet().embedding()).isZero();
        assertThat(plain.reasons()).anyMatch(line -> line.contains("predict --support"));
    }

    @Test
    void newTasksWithFewRowsAndNoDescriptorAreWarnedOf() {
        Answers adaptive = new Answers(true, true, false, false, false);
        Advice advice = Advisor.advise(new Situation(adaptive, target(10, 20), 0, 40, 200));
        assertThat(advice.hypernet().condition().support()).isNull();
        assertThat(advice.warnings()).anyMatch(line -> line.contains("job adapt"));
    }

    @Test
    void uncertaintyAddsNoiseWhereNetworksAreCheap() {
        Answers uncertain = new Answers(true, false, false, false, true);
        assertThat(Advisor.advise(situation(uncertain, target(10, 20), 0))
                        .hypernet()
                        .condition()
                        .noise())
                .isEqualTo(new NoiseInput(4, 2));
        assertThat(Advisor.advise(situation(uncertain, target(500, 500), 0))
                        .hypernet()
                        .condition()
                        .noise())
                .isNull();
    }

    @Test
    void whereParametersCountTheSmallestOutputIsChosen() {
        Answers few = new Answers(true, false, false, true, false);
        Advice small = Advisor.advise(situation(few, target(10, 20), 0));
        assertThat(small.hypernet().output()).isInstanceOf(LowRankHead.class);
        assertThat(Advisor.advise(situation(few, target(100, 300), 0))
                        .hypernet()
                        .output())
                .isInstanceOf(ChunkWise.class);
        assertThat(small.costs().counts().phi())
                .isLessThan(Advisor.advise(situation(PLAIN, target(10, 20), 0))
                        .costs()
                        .counts()
                        .phi());
    }

    @Test
    void recurrentTargetsThatMayChangeAreToldOfTheHyperLstm() {
        Network recurrent = Network.of(Shape.of(5, 3), List.of(new Lstm(4), new LastStep(), new Dense(1)));
        Answers dynamic = new Answers(true, false, true, false, false);
        assertThat(Advisor.advise(situation(dynamic, recurrent, 0)).warnings())
                .anyMatch(line -> line.contains("hyperLstm"));
        assertThat(Advisor.advise(situation(dynamic, target(10, 20), 0)).warnings())
                .noneMatch(line -> line.contains("hyperLstm"));
    }

    @ParameterizedTest
    @MethodSource("everyAnswer")
    void whateverIsAnsweredTheProposalTrains(Answers answers) {
        List<Task> tasks = LineTasks.family(6, 24, 3);
        Network line = target(1, 4);
        for (int descriptor : new int[] {0, 2}) {
            Situation situation = new Situation(answers, line, descriptor, 6, 6 * 24);
            Advice advice = Advisor.advise(situation);
            Hypernet hypernet = Hypernet.of(advice.hypernet().resolve(situation.data()), line);
            TrainingSpec spec = advice.training().withRounds(1).withSteps(1, 8, 3, 2);
            TrainedHypernet trained = new LocalTrainer(hypernet, new MeanSquaredError(), spec, 1).train(tasks);
            assertThat(trained.phi()).isNotEqualTo(hypernet.initialize(spec.seed()));
        }
    }

    @Test
    void unrelatedTasksAreWarnedOf() {
        Answers unrelated = new Answers(false, false, false, false, false);
        assertThat(Advisor.advise(situation(unrelated, target(10, 20), 0)).warnings())
                .anyMatch(line -> line.contains("job compare"));
    }

    @Test
    void costsAreThoseDoneByHand() {
        Hypernet hypernet = Hypernet.of(
                HypernetSpec.of(new Condition(2, 0), List.of(), new GenerateOnce()),
                Network.of(Shape.of(3), List.of(new Dense(4))));
        TrainingSpec training = TrainingSpec.defaults().withSteps(1, 5, 7, 1);
        Costs costs = Costs.of(hypernet, training);
        // phi: 16 outputs of 2 inputs and a bias, 48; the head's products 32, the target's 12 for each of 5 rows; 7
        // tasks.
        assertThat(costs.counts().phi()).isEqualTo(48);
        assertThat(costs.flopsPerStep()).isEqualTo(6 * 7 * (32 + 5 * 12) + 12 * 48);
        assertThat(costs.driverBytes()).isEqualTo(3 * 4 * 48 * 3);
        assertThat(costs.workerBytes()).isEqualTo(4 * 48 * 4 + 24 * 7 * 16 + 8 * 7 * 5 * 4);
    }

    /** 362,401 weights: six tasks run in two groups of three, whose gradients need a second vector to add up in. */
    @Test
    void tasksInGroupsCostTheMemoryOfOneGroupAndASecondGradient() {
        Hypernet hypernet = Hypernet.of(
                HypernetSpec.of(new Condition(2, 0), List.of(), new ChunkWise(20_000, 3)),
                Network.of(Shape.of(1), List.of(new Dense(600), new Dense(600), new Dense(1))));
        TrainingSpec together = TrainingSpec.defaults().withSteps(1, 8, 3, 1);
        long more = Costs.of(hypernet, together.withSteps(1, 8, 6, 1)).workerBytes()
                - Costs.of(hypernet, together).workerBytes();
        assertThat(more).isEqualTo(4L * hypernet.layout().size());
    }

    @Test
    void aSituationWithoutTasksIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Situation(PLAIN, target(10, 20), 0, 0, 1))
                .withMessageContaining("at least 1 task");
    }
}
