package org.hypernetspark.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.hypernetspark.hyper.Base;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.ComponentWise;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.Deconvolutional;
import org.hypernetspark.hyper.DeltaForm;
import org.hypernetspark.hyper.DirectForm;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.InitMethod;
import org.hypernetspark.hyper.KernelWise;
import org.hypernetspark.hyper.LowRankForm;
import org.hypernetspark.hyper.LowRankHead;
import org.hypernetspark.hyper.MasksForm;
import org.hypernetspark.hyper.MultiHead;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.hyper.ScalesForm;
import org.hypernetspark.hyper.StructuredChunks;
import org.hypernetspark.hyper.TargetGraph;
import org.hypernetspark.hyper.WeightForm;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.AveragePool2d;
import org.hypernetspark.net.BatchNorm;
import org.hypernetspark.net.BinaryCrossEntropy;
import org.hypernetspark.net.Channels;
import org.hypernetspark.net.Conv1d;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.CosineEncoding;
import org.hypernetspark.net.Deconv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Edges;
import org.hypernetspark.net.Embedding;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.GatedGraph;
import org.hypernetspark.net.GlobalPool;
import org.hypernetspark.net.Gru;
import org.hypernetspark.net.Huber;
import org.hypernetspark.net.HyperLstm;
import org.hypernetspark.net.LastStep;
import org.hypernetspark.net.LayerNorm;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Lstm;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.net.MeanGraph;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.OneHot;
import org.hypernetspark.net.PositionWise;
import org.hypernetspark.net.Reshape;
import org.hypernetspark.net.Residual;
import org.hypernetspark.net.SelfAttention;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.net.SpectralDense;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.net.Together;
import org.hypernetspark.net.Transpose;
import org.hypernetspark.net.Upsample2d;
import org.hypernetspark.param.Shape;
import org.hypernetspark.train.Aggregation;
import org.hypernetspark.train.EarlyStopping;
import org.hypernetspark.train.LearningRateSchedule;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a codec writes, as JSON and as YAML, it reads back as the same record. */
class CodecRoundTripTest {
    private static final List<LayerSpec> LAYERS = List.of(
            new Conv2d(20, 5, 3, 2, 1, 0, 1, false),
            Activation.RELU,
            new MaxPool2d(2, 2, 2, 1),
            new AveragePool2d(2),
            new Flatten(),
            new Dropout(0.1),
            new CosineEncoding(-2, 2),
            new SpectralDense(32, false),
            new Dense(64, false),
            Activation.LEAKY_RELU,
            new Deconv2d(20, 5, 3, 2, 1, 0, 1, false),
            new Conv1d(3, 5, 2, 1, false),
            new Upsample2d(2, 3),
            new Reshape(Shape.of(3, 4)),
            new Transpose(),
            new Embedding(9, 4),
            new LayerNorm(),
            new LayerNorm(Channels.LAST),
            new BatchNorm(),
            new BatchNorm(Channels.FIRST),
            new GlobalPool(true, Channels.FIRST),
            new GlobalPool(false, null),
            new OneHot(5),
            new Lstm(4, true),
            new Gru(3),
            new HyperLstm(6, 3, 2),
            new SelfAttention(2, 3, 4, true),
            new MeanGraph(3, Edges.chain()),
            new GatedGraph(3, 4, new Edges(List.of(List.of(0, 2), List.of(1, 2)))),
            new TargetGraph(3, 4),
            new Together(new SelfAttention(2)),
            new PositionWise(new Dense(3, false)),
            new PositionWise(Activation.TANH),
            new LastStep(),
            new Residual(List.of(new Dense(3), Activation.TANH), List.of(new Dense(3, false))),
            new Dense(10));

    private static List<ConfigNode> texts(JsonNode written) {
        return List.of(
                ConfigReader.text(CanonicalJson.text(written), "json"),
                ConfigReader.text(written.toString(), "json"),
                ConfigReader.json(written.toString(), "json"),
                ConfigReader.text(YamlText.of(written), "yaml"));
    }

    @Test
    void layersComeBack() {
        assertThat(texts(LayersCodec.write(LAYERS)))
                .allSatisfy(node -> assertThat(LayersCodec.read(node)).isEqualTo(LAYERS));
    }

    @ParameterizedTest
    @EnumSource(Activation.class)
    void everyActivationComesBack(Activation activation) {
        List<LayerSpec> layers = List.of(activation);
        assertThat(texts(LayersCodec.write(layers)))
                .allSatisfy(node -> assertThat(LayersCodec.read(node)).isEqualTo(layers));
    }

    static Stream<TargetSpec> targets() {
        Stream<Loss> losses =
                Stream.of(new MeanSquaredError(), new SoftmaxCrossEntropy(), new BinaryCrossEntropy(), new Huber(0.3));
        return Stream.concat(
                losses.map(loss -> new TargetSpec(Shape.of(1, 28, 28), LAYERS, loss)),
                Stream.of(
                        new TargetSpec(null, List.of(new Dense(1)), new MeanSquaredError()),
                        new TargetSpec(
                                null,
                                new TreeMap<>(Map.of("small", List.of(new Dense(1)), "large", LAYERS)),
                                new MeanSquaredError())));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void targetComesBack(TargetSpec target) {
        assertThat(texts(TargetCodec.write(target)))
                .allSatisfy(node -> assertThat(TargetCodec.read(node)).isEqualTo(target));
    }

    static Stream<OutputStrategy> outputs() {
        return Stream.of(
                new GenerateOnce(),
                new MultiHead(3, true),
                new ComponentWise(ComponentWise.By.TENSOR, 4),
                new ComponentWise(ComponentWise.By.LAYER, 4),
                new ComponentWise(ComponentWise.By.CHANNEL, 4),
                new ChunkWise(750, 5),
                new ChunkWise(750, 5, true),
                new StructuredChunks(8, 5, true),
                new LowRankHead(3),
                new Deconvolutional(16, List.of(4, 2), 3, 2),
                new KernelWise(3, 5));
    }

    static Stream<WeightForm> forms() {
        return Stream.of(
                new DirectForm(),
                new DeltaForm(Base.FROZEN),
                new LowRankForm(3, Base.NONE),
                new LowRankForm(3, Base.TRAINED),
                new ScalesForm(Base.FROZEN),
                new MasksForm(Base.TRAINED, 0.25));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void formComesBack(WeightForm form) {
        assertThat(texts(FormCodec.write(form)))
                .allSatisfy(node -> assertThat(FormCodec.read(node)).isEqualTo(form));
        HypernetSpec hypernet = HypernetSpec.of(new Condition(2, 0), List.of(), new GenerateOnce())
                .with(form);
        assertThat(texts(HypernetCodec.writeResolved(hypernet)))
                .allSatisfy(node -> assertThat(HypernetCodec.readResolved(node)).isEqualTo(hypernet));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void hypernetComesBack(OutputStrategy output) {
        HypernetConfig hypernet = new HypernetConfig(
                4,
                true,
                List.of(new Dense(64), Activation.TANH),
                output,
                new LowRankForm(2, Base.FROZEN),
                List.of("2.dense.*"),
                HypernetInit.XAVIER);
        assertThat(texts(HypernetCodec.write(hypernet)))
                .allSatisfy(node -> assertThat(HypernetCodec.read(node)).isEqualTo(hypernet));
    }

    @ParameterizedTest
    @MethodSource("outputs")
    void resolvedHypernetComesBack(OutputStrategy output) {
        HypernetSpec hypernet = new HypernetSpec(
                new Condition(0, 11), List.of(), output, List.of(), new HypernetInit(InitMethod.HE, 0.1));
        assertThat(texts(HypernetCodec.writeResolved(hypernet)))
                .allSatisfy(node -> assertThat(HypernetCodec.readResolved(node)).isEqualTo(hypernet));
    }

    static Stream<String> conditions() {
        return Stream.of(
                "{noise: 4}",
                "{noise: {size: 3, samples: 5}, columns: [a, b]}",
                "{embedding: 2, preference: {dirichlet: [0.2, 0.3]}}",
                "{preference: {ranges: [{uniform: [-1, 2.5]}, {log-uniform: [0.0001, 10]}]}, columns: ['*']}",
                "{support: {rows: 5, predictRows: 50, pooling: attention, encoder: [{dense: 8, activation: relu}]}}",
                "{embedding: 3, descriptor: true, support: {encoder: [{dense: 4}]}, columns: [b],"
                        + " preference: {dirichlet: [1, 1, 1]}, noise: 2}");
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void conditionComesBack(String yaml) {
        ConditionConfig condition = ConditionCodec.read(ConfigReader.text(yaml, "here"));
        assertThat(texts(ConditionCodec.write(condition)))
                .allSatisfy(node -> assertThat(ConditionCodec.read(node)).isEqualTo(condition));
        DataShape data = new DataShape(2, 3, 1, 0, Map.of("a", List.of(0, 1), "b", List.of(2)));
        Condition resolved = condition.resolve(data);
        assertThat(texts(ConditionCodec.writeResolved(resolved)))
                .allSatisfy(
                        node -> assertThat(ConditionCodec.readResolved(node)).isEqualTo(resolved));
    }

    static Stream<TrainingSpec> trainings() {
        OptimizerSpec adamW = new OptimizerSpec(
                OptimizerSpec.Kind.ADAMW,
                3e-4,
                0.8,
                0.99,
                1e-7,
                0.02,
                new LearningRateSchedule(LearningRateSchedule.Kind.COSINE, 2, 0.1, 5));
        TrainingSpec defaults = TrainingSpec.defaults();
        return Stream.of(
                defaults,
                defaults.withRounds(50)
                        .withSteps(3, 7, 5, 9)
                        .withAggregation(Aggregation.GRADIENT_AVERAGING)
                        .withOptimizers(adamW, OptimizerSpec.sgd(0.1, 0.9), OptimizerState.KEEP)
                        .withRegularization(1.5, 0.25)
                        .withEvaluation(2, new EarlyStopping(3, 1e-4))
                        .withSeed(-9007199254740993L));
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void trainingComesBack(TrainingSpec training) {
        assertThat(texts(TrainingCodec.write(training)))
                .allSatisfy(node -> assertThat(TrainingCodec.read(node)).isEqualTo(training));
    }

    @Test
    void layerOfAnotherKindCannotBeWritten() {
        LayerSpec foreign = new LayerSpec() {
            @Override
            public String name() {
                return "foreign";
            }

            @Override
            public org.hypernetspark.net.Layer bind(Shape input) {
                throw new IllegalArgumentException("not bound here");
            }
        };
        assertThatThrownBy(() -> LayersCodec.write(List.of(foreign)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The layer foreign has no form in configurations");
    }
}
