package org.hypernetspark.dl4j;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.BinaryCrossEntropy;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Huber;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.train.Aggregation;
import org.hypernetspark.train.LearningRateSchedule;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What DL4J's trainer cannot express is refused with one message, before anything runs. */
class Dl4jSparkRefusalTest {
    private static final TrainingSpec SPEC = TrainingSpec.defaults();
    private static final Network MLP = Network.of(Shape.of(2), List.of(new Dense(3), Activation.RELU, new Dense(2)));

    record Case(Hypernet hypernet, Loss loss, TrainingSpec spec, List<String> said) {
        @Override
        public String toString() {
            return String.join(" ", said);
        }
    }

    private static Case target(Loss loss, LayerSpec layer, String... said) {
        Network target = Network.of(Shape.of(2), List.of(new Dense(3), layer, new Dense(2)));
        return new Case(hypernet(target, Activation.RELU, new GenerateOnce()), loss, SPEC, List.of(said));
    }

    private static Case output(OutputStrategy output, String... said) {
        return new Case(hypernet(MLP, Activation.RELU, output), new MeanSquaredError(), SPEC, List.of(said));
    }

    private static Case trunk(LayerSpec layer, String... said) {
        return new Case(hypernet(MLP, layer, new GenerateOnce()), new MeanSquaredError(), SPEC, List.of(said));
    }

    private static Case training(TrainingSpec spec, String... said) {
        Hypernet hypernet = hypernet(MLP, Activation.RELU, new GenerateOnce());
        return new Case(hypernet, new MeanSquaredError(), spec, List.of(said));
    }

    private static Case optimizer(OptimizerSpec optimizer, String... said) {
        return training(SPEC.withOptimizers(optimizer, optimizer, OptimizerState.AVERAGE), said);
    }

    private static Hypernet hypernet(Network target, LayerSpec trunk, OutputStrategy output) {
        return Hypernet.of(HypernetSpec.of(new Condition(2, 0), List.of(new Dense(4), trunk), output), target);
    }

    static Stream<Case> cases() {
        OptimizerSpec adam = OptimizerSpec.adam(0.1);
        HypernetSpec partly = new HypernetSpec(
                new Condition(2, 0), List.of(), new GenerateOnce(), List.of("0.*"), HypernetInit.HYPERFAN_IN);
        return Stream.of(
                target(new MeanSquaredError(), new Dropout(0.1), "layer 1 of target.layers", "got dropout"),
                target(new MeanSquaredError(), Activation.GELU, "target.layers", "gelu"),
                target(new Huber(1), Activation.RELU, "target.loss", "huber"),
                target(new BinaryCrossEntropy(), Activation.RELU, "target.loss", "binary-cross-entropy"),
                output(new ChunkWise(5, 2), "hypernet.output", "generate-once", "chunk-wise"),
                new Case(Hypernet.of(partly, MLP), new MeanSquaredError(), SPEC, List.of("hypernet.generate", "0.*")),
                trunk(new Dropout(0.1), "hypernet.trunk", "got dropout"),
                trunk(Activation.GELU, "hypernet.trunk", "got gelu"),
                training(
                        SPEC.withAggregation(Aggregation.GRADIENT_AVERAGING),
                        "training.aggregation",
                        "gradient-averaging"),
                training(SPEC.withOptimizers(adam, adam, OptimizerState.KEEP), "training.optimizerState", "keep"),
                training(SPEC.withRegularization(1, 0), "training.gradientClip", "1.0"),
                training(SPEC.withRegularization(0, 0.5), "training.embeddingDropout", "0.5"),
                optimizer(OptimizerSpec.adamW(0.1, 0), "training.optimizer", "adamw"),
                optimizer(OptimizerSpec.sgd(0.1, 0.9), "training.optimizer", "momentum 0.9"),
                optimizer(
                        adam.with(new LearningRateSchedule(LearningRateSchedule.Kind.COSINE, 0, 0.1, 1)),
                        "training.optimizer",
                        "schedule"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedWithTheSettingAndTheWayOut(Case the) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dl4jSparkTrainer(the.hypernet, the.loss, the.spec))
                .withMessageContainingAll(the.said.toArray(CharSequence[]::new))
                .withMessageEndingWith("Change it, or set training.trainer to hypernet");
    }
}
