package org.hypernetspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.AveragePool2d;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.Huber;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.train.EarlyStopping;
import org.hypernetspark.train.LearningRateSchedule;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;

/** What short forms and left-out keys mean. */
class CodecDefaultsTest {
    private static ConfigNode read(String yaml) {
        return ConfigReader.text(yaml, "job.yaml");
    }

    @Test
    void activationInAnEntryIsALayerBehindIt() {
        String yaml =
                "[{dense: 64, activation: relu}, {dense: 1, bias: false}, {conv2d: 4, kernel: 3, activation: elu}]";
        assertThat(LayersCodec.read(read(yaml)))
                .containsExactly(new Dense(64), Activation.RELU, new Dense(1, false), new Conv2d(4, 3), Activation.ELU);
    }

    @Test
    void windowsAreSquareAndSideBySide() {
        assertThat(LayersCodec.read(
                        read("[{maxPool2d: 2}, {averagePool2d: [2, 3]}, {conv2d: 8, kernel: [5, 3], padding: 2}]")))
                .containsExactly(
                        new MaxPool2d(2), new AveragePool2d(2, 3, 2, 3), new Conv2d(8, 5, 3, 1, 1, 2, 2, true));
    }

    @Test
    void flattenIsAWordOrAKey() {
        assertThat(LayersCodec.read(read("[flatten, {flatten: true}, {activation: tanh}]")))
                .containsExactly(new Flatten(), new Flatten(), Activation.TANH);
    }

    @Test
    void anEmptyTrunkIsALinearHypernet() {
        assertThat(HypernetCodec.read(read("{trunk: []}"))).isEqualTo(HypernetConfig.defaults());
    }

    @Test
    void strategyNameAloneTakesDefaults() {
        assertThat(OutputCodec.read(read("chunk-wise"))).isEqualTo(new ChunkWise(512, 8));
    }

    @Test
    void huberNameAloneHasDeltaOne() {
        assertThat(LossCodec.read(read("huber"))).isEqualTo(new Huber(1));
    }

    @Test
    void noTrainingKeysAreTheDefaults() {
        assertThat(TrainingCodec.read(read("{}"))).isEqualTo(TrainingSpec.defaults());
    }

    @Test
    void embeddingsUseTheSharedOptimizerUnlessToldOtherwise() {
        TrainingSpec training = TrainingCodec.read(read("{optimizer: {sgd: {learningRate: 0.5}}}"));
        assertThat(training.optimizer()).isEqualTo(OptimizerSpec.sgd(0.5, 0));
        assertThat(training.embeddingOptimizer()).isEqualTo(training.optimizer());
        assertThat(TrainingCodec.read(read("{embeddingOptimizer: adam, optimizer: sgd}"))
                        .embeddingOptimizer())
                .isEqualTo(OptimizerSpec.adam(1e-3));
    }

    @Test
    void scheduleNameAloneTakesDefaults() {
        LearningRateSchedule schedule =
                OptimizerCodec.read(read("{adam: {schedule: step}}")).schedule();
        assertThat(schedule).isEqualTo(new LearningRateSchedule(LearningRateSchedule.Kind.STEP, 0, 0.1, 1));
    }

    @Test
    void earlyStoppingIsOffUntilNamed() {
        assertThat(TrainingCodec.read(read("{earlyStopping: null}")).earlyStopping())
                .isNull();
        assertThat(TrainingCodec.read(read("{earlyStopping: {}}")).earlyStopping())
                .isEqualTo(new EarlyStopping(5, 0));
    }

    @Test
    void descriptorGetsItsSizeFromTheData() {
        HypernetConfig with = HypernetCodec.read(read("{condition: {embedding: 4, descriptor: true}}"));
        assertThat(with.resolve(11).condition()).isEqualTo(new Condition(4, 11));
        assertThat(HypernetConfig.defaults().resolve(11).condition()).isEqualTo(new Condition(8, 0));
        assertThatThrownBy(() -> with.resolve(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("wants the task's descriptor, but the data has none");
    }

    @Test
    void missingSectionsAndListsAreEmpty() {
        ConfigNode root = read("{a: 1}");
        assertThat(root.section("data").path()).isEqualTo("data");
        assertThat(root.section("data").keys()).isEmpty();
        assertThat(root.list("features")).isEqualTo(List.of());
    }

    @Test
    void theEmbeddingIsLeftOutWhereTheHypernetSeesMoreThanTheTask() {
        assertThat(ConditionCodec.read(read("{noise: 2}")).embedding()).isZero();
        assertThat(ConditionCodec.read(read("{descriptor: true}")).embedding()).isEqualTo(8);
        assertThat(ConditionCodec.read(read("{noise: 2, embedding: 3}")).embedding())
                .isEqualTo(3);
    }

    @Test
    void aColumnThatTheDataDoesNotHaveIsRefused() {
        ConditionConfig condition = ConditionCodec.read(read("{columns: [prise]}"));
        assertThatThrownBy(() -> condition.resolve(new DataShape(0, 1, 1, 0, Map.of("price", List.of(0)))))
                .hasMessageContaining("names column \"prise\"")
                .hasMessageContaining("did you mean price?");
    }
}
