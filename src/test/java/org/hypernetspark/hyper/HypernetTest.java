package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Dropout;
import org.hypernetspark.net.LossPass;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.FiniteDifferences;
import org.hypernetspark.reference.ReferenceHypernet;
import org.hypernetspark.reference.ReferenceLosses;
import org.hypernetspark.reference.ReferenceNetwork;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

class HypernetTest {
    private static final int TASKS = 2;
    private static final int BATCH = 4;
    private static final int CLASSES = 3;
    private static final int CONDITION = StrategyCase.CONDITION.size();
    private static final StrategyCase CHUNKS = new StrategyCase(new ChunkWise(10, 3), StrategyCase.WEIGHTS, 0, 0);

    private final float[] x = Vectors.normal(TASKS * BATCH * 25, 71);
    private final float[] labels = {0, 1, 2, 1, 2, 0, 0, 1};
    private final float[] mask = {1, 1, 0, 1, 1, 1, 1, 1};

    private double meanLoss(ReferenceHypernet reference, Network target, double[] phi, double[] conditions) {
        double sum = 0;
        for (int task = 0; task < TASKS; task++) {
            double[] theta = reference.generate(phi, conditions, task * CONDITION);
            double[] own = Vectors.toDouble(x, task * BATCH * 25, BATCH * 25);
            double[] output = ReferenceNetwork.forward(target, theta, 0, own, 1, BATCH);
            sum += ReferenceLosses.mean(new SoftmaxCrossEntropy(), output, CLASSES, labels, mask, task * BATCH);
        }
        return sum;
    }

    private LossPass lossPass(float[] output) {
        LossPass loss = new LossPass();
        loss.tasks = TASKS;
        loss.batch = BATCH;
        loss.width = CLASSES;
        loss.output = output;
        loss.dOutput = output;
        loss.labels = labels;
        loss.mask = mask;
        loss.losses = new double[TASKS];
        loss.counts = new double[TASKS];
        return loss;
    }

    @Test
    void gradientsThroughTargetAndLossEqualFiniteDifferences() {
        Hypernet hypernet = CHUNKS.hypernet();
        float[] phi = hypernet.initialize(72);
        float[] conditions = Vectors.normal(TASKS * CONDITION, 73);
        HypernetPass generation = hypernet.pass(TASKS);
        NetworkPass target = hypernet.target().pass(TASKS, BATCH);
        Weights theta = generation.generate(phi, conditions, TASKS);
        LossPass loss = lossPass(target.predict(theta, x, TASKS, BATCH));
        new SoftmaxCrossEntropy().compute(loss);
        target.backward(theta, generation.dTheta(), loss.dOutput, false);
        float[] dPhi = new float[phi.length];
        float[] dConditions = generation.backward(phi, dPhi);

        double[] exactPhi = Vectors.toDouble(phi);
        double[] exactConditions = Vectors.toDouble(conditions);
        double expected = meanLoss(CHUNKS.reference(), hypernet.target(), exactPhi, exactConditions);
        assertThat(loss.losses[0] + loss.losses[1]).isCloseTo(expected, within(1e-5 * expected));
        double[] expectedDPhi = FiniteDifferences.gradient(
                v -> meanLoss(CHUNKS.reference(), hypernet.target(), v, exactConditions), exactPhi);
        assertThat(Vectors.relativeError(dPhi, expectedDPhi)).isLessThanOrEqualTo(1e-4);
        double[] expectedDConditions = FiniteDifferences.gradient(
                v -> meanLoss(CHUNKS.reference(), hypernet.target(), exactPhi, v), exactConditions);
        assertThat(Vectors.relativeError(Arrays.copyOf(dConditions, conditions.length), expectedDConditions))
                .isLessThanOrEqualTo(1e-4);
    }

    @Test
    void initialisationDependsOnTheSeedAlone() {
        Hypernet hypernet = CHUNKS.hypernet();
        assertThat(hypernet.initialize(1)).isEqualTo(CHUNKS.hypernet().initialize(1));
        assertThat(hypernet.initialize(1)).isNotEqualTo(hypernet.initialize(2));
    }

    @Test
    void dropoutInTheTrunkActsInTrainingOnlyAndDependsOnTheSeed() {
        Network target = Network.of(Shape.of(2), List.of(new Dense(2)));
        HypernetSpec spec =
                HypernetSpec.of(new Condition(4, 0), List.of(new Dense(32), new Dropout(0.5)), new GenerateOnce());
        Hypernet hypernet = Hypernet.of(spec, target);
        float[] phi = hypernet.initialize(4);
        float[] condition = Vectors.normal(4, 75);
        HypernetPass pass = hypernet.pass(1);
        float[] plain = pass.generate(phi, condition, 1).values().clone();
        float[] dropped = pass.generate(phi, condition, 1, true, 5).values().clone();
        assertThat(pass.generate(phi, condition, 1).values()).isEqualTo(plain);
        assertThat(dropped).isNotEqualTo(plain);
        assertThat(pass.generate(phi, condition, 1, true, 5).values()).isEqualTo(dropped);
        assertThat(pass.generate(phi, condition, 1, true, 6).values()).isNotEqualTo(dropped);
    }

    @Test
    void aPatternThatNamesNothingIsRefusedListingTheTensors() {
        StrategyCase each = new StrategyCase(new GenerateOnce(), List.of("7.*"), 0, 0);
        assertThatIllegalArgumentException()
                .isThrownBy(each::hypernet)
                .withMessageContaining("\"7.*\" names no tensor of the target")
                .withMessageContaining("0.conv2d.bias, 0.conv2d.weight, 3.dense.weight, 3.dense.bias");
    }

    @Test
    void aTargetWithoutWeightsIsRefused() {
        Network target = Network.of(Shape.of(3), List.of(Activation.RELU));
        HypernetSpec spec = HypernetSpec.of(new Condition(2, 0), List.of(), new GenerateOnce());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Hypernet.of(spec, target))
                .withMessageContaining("no weights to generate");
    }

    @Test
    void aHypernetWithoutATrunkIsLinear() {
        Network target = Network.of(Shape.of(1), List.of(new Dense(1)));
        Hypernet hypernet = Hypernet.of(HypernetSpec.of(new Condition(2, 0), List.of(), new GenerateOnce()), target);
        float[] phi = {1, 2, 3, 4, 10, 20};
        float[] theta = hypernet.pass(1).generate(phi, new float[] {1, 0.5f}, 1).values();
        assertThat(theta).startsWith(12, 25);
    }

    @Test
    void tasksRunInEqualGroupsWhereThePhiIsSmallBesideTheirWeights() {
        // 362,401 weights: with their gradients five tasks stay in 16 MiB.
        Hypernet chunks = wide(new ChunkWise(20_000, 3));
        assertThat(chunks.tasksTogether(5, 8)).isEqualTo(5);
        assertThat(chunks.tasksTogether(6, 8)).isEqualTo(3);
        assertThat(chunks.tasksTogether(16, 8)).isEqualTo(4);
    }

    @Test
    void allTasksRunTogetherWhereThePhiIsLarge() {
        assertThat(wide(new GenerateOnce()).tasksTogether(16, 8)).isEqualTo(16);
    }

    private static Hypernet wide(OutputStrategy output) {
        Network target = Network.of(Shape.of(1), List.of(new Dense(600), new Dense(600), new Dense(1)));
        return Hypernet.of(HypernetSpec.of(new Condition(4, 0), List.of(new Dense(8)), output), target);
    }
}
