package org.hypernetspark.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.BinaryCrossEntropy;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.Huber;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.param.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@Timeout(120)
class Dl4jExportTest {
    private static final int ROWS = 13;
    private static final MeanSquaredError MSE = new MeanSquaredError();

    static Stream<Arguments> networks() {
        Network reluEnd = Network.of(Shape.of(5), List.of(new Dense(4), Activation.RELU));
        Network flatFirst =
                Network.of(Shape.of(2, 3, 4), List.of(new Flatten(), new Dense(4), Activation.TANH, new Dense(3)));
        Network flatLast = Network.of(Shape.of(1, 4, 4), List.of(new Conv2d(2, 3), Activation.ELU, new Flatten()));
        Network dropoutFirst = Network.of(Shape.of(5), List.of(new Dropout(0.4), new Dense(2)));
        return Stream.of(
                Arguments.of("MLP classifier", SampleNetworks.mlp(20, 4), new SoftmaxCrossEntropy()),
                Arguments.of("MLP classifier of two classes", SampleNetworks.mlp(7, 1), new BinaryCrossEntropy()),
                Arguments.of("MLP regressor", SampleNetworks.mlp(20, 2), MSE),
                Arguments.of("MLP regressor with Huber's loss", SampleNetworks.mlp(20, 2), new Huber(1)),
                Arguments.of("LeNet", SampleNetworks.leNet(), new SoftmaxCrossEntropy()),
                Arguments.of("LeNet regressor", SampleNetworks.leNet(), MSE),
                Arguments.of("activations", Network.of(Shape.of(5), SampleNetworks.everyActivationByItself()), MSE),
                Arguments.of("activation before softmax", reluEnd, new SoftmaxCrossEntropy()),
                Arguments.of("activation before the squared error", reluEnd, MSE),
                Arguments.of("dropout at once", dropoutFirst, MSE),
                Arguments.of("images made flat at once", flatFirst, new SoftmaxCrossEntropy()),
                Arguments.of("images made flat at last", flatLast, MSE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void exportedNetworkPredictsTheSameAfterItsFile(String name, Network network, Loss loss) throws IOException {
        float[] theta = SampleNetworks.weights(network);
        float[] x = SampleNetworks.inputs(network, ROWS);

        float[] dl4j = restored(network, loss, theta)
                .output(SampleNetworks.rows(x, ROWS))
                .data()
                .asFloat();

        assertThat(dl4j).containsExactly(SampleNetworks.predict(network, loss, theta, x, ROWS), within(1e-5f));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void exportedConfigurationReadsAsTheSameNetwork(String name, Network network, Loss loss) {
        TargetSpec target = Dl4jImport.target(Dl4jExport.of(network, loss).configuration());

        assertThat(target.input()).isEqualTo(network.input());
        assertThat(target.layers()).isEqualTo(network.specs());
        assertThat(target.loss()).isEqualTo(loss instanceof Huber ? MSE : loss);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void exportedConfigurationReadsAsTheSameNetworkFromText(String name, Network network, Loss loss) {
        TargetSpec target = Dl4jImport.targetFromJson(
                Dl4jExport.of(network, loss).configuration().toJson());

        assertThat(target.network().specs()).isEqualTo(network.specs());
    }

    @Test
    void imagesMayComeWithFourDimensionsOrAsRows() {
        Network network = SampleNetworks.leNet();
        float[] x = SampleNetworks.inputs(network, ROWS);
        MultiLayerNetwork exported =
                Dl4jExport.of(network, new SoftmaxCrossEntropy()).network(SampleNetworks.weights(network), 0);

        INDArray rows = exported.output(SampleNetworks.rows(x, ROWS));
        INDArray images = exported.output(SampleNetworks.rows(x, ROWS).reshape(ROWS, 2, 14, 12));

        assertThat(images.data().asFloat()).isEqualTo(rows.data().asFloat());
    }

    @Test
    void weightsOfAnyTaskOfABatchCanBeExported() {
        Network network = SampleNetworks.mlp(3, 2);
        int size = network.layout().size();
        float[] first = SampleNetworks.weights(network);
        float[] both = Arrays.copyOf(first, 2 * size);
        for (int i = 0; i < size; i++) {
            both[size + i] = i;
        }

        MultiLayerNetwork exported = Dl4jExport.of(network, MSE).network(both, size);

        assertThat(exported.params().toFloatVector()).isEqualTo(Arrays.copyOfRange(both, size, 2 * size));
    }

    @Test
    void networksOfOneExportDoNotShareWeights() {
        Network network = SampleNetworks.mlp(3, 2);
        Dl4jExport export = Dl4jExport.of(network, MSE);
        float[] theta = SampleNetworks.weights(network);
        MultiLayerNetwork first = export.network(theta, 0);

        export.network(new float[theta.length], 0).close();

        assertThat(first.params().toFloatVector()).isEqualTo(theta);
    }

    @Test
    void writingLeavesTheStreamOpen() throws IOException {
        Network network = SampleNetworks.mlp(3, 2);
        ClosableStream out = new ClosableStream();

        Dl4jExport.of(network, MSE).write(SampleNetworks.weights(network), 0, out);

        assertThat(out.size()).isPositive();
        assertThat(out.closed).isFalse();
    }

    /** ND4J starts with one thread for each core. */
    @Test
    void openBlasHasOneThreadOnceNd4jHasStarted() {
        Nd4j.getExecutioner();
        openblas_nolapack.blas_set_num_threads(2);

        Dl4jExport export = Dl4jExport.of(SampleNetworks.mlp(3, 2), MSE);
        export.network(SampleNetworks.weights(SampleNetworks.mlp(3, 2)), 0).close();

        assertThat(openblas_nolapack.blas_get_num_threads()).isEqualTo(1);
    }

    @Test
    void noThreadOfNd4jHoldsTheProcess() throws IOException {
        restored(SampleNetworks.mlp(3, 2), MSE, SampleNetworks.weights(SampleNetworks.mlp(3, 2)));

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().matches("(?i).*(javacpp|dealloc|nd4j|workspace).*"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void whatDiffersIsSaid() {
        assertThat(Dl4jExport.of(SampleNetworks.mlp(3, 2), MSE).notes()).isEmpty();
        assertThat(Dl4jExport.of(SampleNetworks.mlp(3, 2), new Huber(1)).notes())
                .singleElement()
                .asString()
                .contains("no Huber loss", "mean squared error");
        assertThat(Dl4jExport.of(SampleNetworks.mlp(3, 2), new BinaryCrossEntropy())
                        .notes())
                .singleElement()
                .asString()
                .contains("over the 2 outputs");
    }

    @Test
    void geluIsRefusedByItselfAndBehindADenseLayer() {
        Network behind = Network.of(Shape.of(3), List.of(new Dense(2), Activation.GELU, new Dense(2)));
        Network alone = Network.of(Shape.of(3), List.of(Activation.GELU, new Dense(2)));

        assertThatThrownBy(() -> Dl4jExport.of(behind, MSE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("Layer 1 (gelu)", "no equal in DL4J", "elu");
        assertThatThrownBy(() -> Dl4jExport.of(alone, MSE)).hasMessageContaining("Layer 0 (gelu)");
    }

    @Test
    void whatDl4jCannotHoldIsRefused() {
        Network image = Network.of(Shape.of(1, 5, 5), List.of(new Conv2d(2, 3)));
        Network matrix = Network.of(Shape.of(3, 3), List.of(new Flatten(), new Dense(2)));
        Network weightless = Network.of(Shape.of(3), List.of(Activation.RELU));

        assertThatThrownBy(() -> Dl4jExport.of(image, MSE)).hasMessageContainingAll("2x3x3", "flatten");
        assertThatThrownBy(() -> Dl4jExport.of(matrix, MSE)).hasMessageContainingAll("shape 3x3", "channels");
        assertThatThrownBy(() -> Dl4jExport.of(weightless, MSE)).hasMessageContaining("no weights");
    }

    @Test
    void tooFewWeightsAreRefused() {
        Network network = Network.of(Shape.of(3), List.of(new Dense(2)));

        assertThatThrownBy(() -> Dl4jExport.of(network, MSE).network(new float[15], 8))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("8 weights", "array of 15", "offset 8");
    }

    private static MultiLayerNetwork restored(Network network, Loss loss, float[] theta) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Dl4jExport.of(network, loss).write(theta, 0, out);
        return ModelSerializer.restoreMultiLayerNetwork(new ByteArrayInputStream(out.toByteArray()), false);
    }

    private static final class ClosableStream extends ByteArrayOutputStream {
        private boolean closed;

        @Override
        public void close() {
            closed = true;
        }
    }
}
