package org.hypernetspark.train;

import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.ColumnsInput;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.ConditionInput;
import org.hypernetspark.hyper.DescriptorInput;
import org.hypernetspark.hyper.DirichletPreference;
import org.hypernetspark.hyper.EmbeddingInput;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.NoiseInput;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.hyper.RangePreference;
import org.hypernetspark.hyper.SupportInput;
import org.hypernetspark.hyper.SupportInput.Pooling;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerNorm;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Residual;
import org.hypernetspark.net.SelfAttention;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.net.Together;
import org.hypernetspark.param.Shape;

/**
 * A condition, and a small hypernet that sees it: rows of three values, of which the target sees the first two.
 *
 * @param name of the case
 * @param condition what the hypernet sees
 * @param output how weights leave the hypernet
 * @param loss of the target
 */
record ConditionCase(String name, Condition condition, OutputStrategy output, Loss loss) {
    static final int ROW = 3;
    static final int CLASSES = 3;
    private static final NoiseInput NOISE = new NoiseInput(2, 3);
    private static final ColumnsInput COLUMNS = new ColumnsInput(List.of(2, 0));

    /** One case for each kind of input, and joins of several. */
    static Stream<ConditionCase> all() {
        return Stream.of(
                mse("noise", NOISE),
                mse("columns", COLUMNS),
                mse("support, mean", support(Pooling.MEAN, 0)),
                mse("support, attention", support(Pooling.ATTENTION, 0)),
                mse("support, rows that attend to one another", attending(Pooling.MEAN)),
                mse("support, attention twice", attending(Pooling.ATTENTION), new EmbeddingInput(2)),
                mse("preference", new EmbeddingInput(2), new DirichletPreference(List.of(0.2, 0.5, 2.0))),
                mse("ranges", new RangePreference(List.of(new RangePreference.Range(1e-4, 1, true)))),
                mse("embedding and noise", new EmbeddingInput(3), NOISE),
                mse(
                        "all joined",
                        NOISE,
                        COLUMNS,
                        new DescriptorInput(2),
                        support(Pooling.ATTENTION, 0),
                        new EmbeddingInput(3)),
                new ConditionCase(
                        "classes, shared weights, chunks",
                        Condition.of(support(Pooling.MEAN, CLASSES), COLUMNS, new EmbeddingInput(2), NOISE),
                        new ChunkWise(4, 3),
                        new SoftmaxCrossEntropy()));
    }

    private static ConditionCase mse(String name, ConditionInput... inputs) {
        return new ConditionCase(name, Condition.of(inputs), new GenerateOnce(), new MeanSquaredError());
    }

    private static SupportInput support(Pooling pooling, int classes) {
        return new SupportInput(5, 8, ROW, 1, classes, List.of(new Dense(6), Activation.TANH, new Dense(4)), pooling);
    }

    private static SupportInput attending(Pooling pooling) {
        List<LayerSpec> encoder = List.of(
                new Dense(6),
                Activation.TANH,
                new Residual(List.of(new Together(new SelfAttention(2)))),
                new LayerNorm(),
                new Together(new SelfAttention(1, 3, 4, false)));
        return new SupportInput(5, 8, ROW, 1, 0, encoder, pooling);
    }

    boolean classes() {
        return loss.classification();
    }

    Network target() {
        return Network.of(Shape.of(2), List.of(new Dense(3), Activation.TANH, new Dense(classes() ? CLASSES : 1)));
    }

    Hypernet hypernet() {
        List<String> generate = classes() ? List.of("2.dense.*") : List.of();
        return Hypernet.of(
                new HypernetSpec(
                        condition, List.of(new Dense(5), Activation.TANH), output, generate, HypernetInit.HYPERFAN_IN),
                target());
    }

    @Override
    public String toString() {
        return name;
    }
}
