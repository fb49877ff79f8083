package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.train.LocalTrainer;
import org.hypernetspark.train.TrainedHypernet;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Base weights that begin as a trained network's. */
class TrainedBaseTest {
    private static final int SIZE = 77;
    private static final float[] TRAINED = Vectors.normal(SIZE, 91);

    static Stream<WeightForm> forms() {
        return Stream.of(
                new DeltaForm(Base.FROZEN),
                new DeltaForm(Base.TRAINED),
                new LowRankForm(1, Base.TRAINED),
                new ScalesForm(Base.FROZEN),
                new MasksForm(Base.TRAINED, 0));
    }

    private static Hypernet hypernet(WeightForm form, String... generate) {
        return new StrategyCase(new GenerateOnce(), List.of(generate), 0, 0)
                .in(form, 0, 0, 0)
                .hypernet();
    }

    /** The target's weights if the hypernet generates zeros. */
    private static float[] thetaOfZeros(Hypernet hypernet) {
        float[] phi = hypernet.initialize(3);
        Arrays.fill(phi, 0, hypernet.sharedAt(), 0);
        float[] condition = Vectors.normal(hypernet.condition().size(), 92);
        return Arrays.copyOf(hypernet.pass(1).generate(phi, condition, 1).values(), SIZE);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void whereNothingIsGeneratedTheTargetIsTheTrainedNetwork(WeightForm form) {
        assertThat(thetaOfZeros(hypernet(form).withBase(TRAINED))).containsExactly(TRAINED, within(1e-6f));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void soAreTensorsThatAreNotGenerated(WeightForm form) {
        assertThat(thetaOfZeros(hypernet(form, "*.weight").withBase(TRAINED))).containsExactly(TRAINED, within(1e-6f));
    }

    @Test
    void whatIsGeneratedBeginsAsItWouldWithoutATrainedNetwork() {
        Hypernet plain = hypernet(new DeltaForm(Base.FROZEN));
        float[] phi = plain.withBase(TRAINED).initialize(3);
        assertThat(Arrays.copyOf(phi, plain.baseAt())).isEqualTo(Arrays.copyOf(plain.initialize(3), plain.baseAt()));
    }

    @Test
    void theFingerprintFollowsTheTrainedNetwork() {
        Hypernet plain = hypernet(new DeltaForm(Base.FROZEN));
        float[] other = TRAINED.clone();
        other[5] += 1;
        assertThat(plain.baseFingerprint()).isEmpty();
        assertThat(plain.withBase(TRAINED).baseFingerprint())
                .isEqualTo(plain.withBase(TRAINED.clone()).baseFingerprint())
                .isNotEqualTo(plain.withBase(other).baseFingerprint());
    }

    @Test
    void aFrozenTrainedBaseStaysAndATrainedOneMoves() {
        assertThat(baseAfterTraining(Base.FROZEN)).containsExactly(2, -1);
        assertThat(baseAfterTraining(Base.TRAINED)).doesNotContain(2).doesNotContain(-1);
    }

    private static float[] baseAfterTraining(Base base) {
        Hypernet hypernet = Hypernet.of(
                        HypernetSpec.of(new Condition(2, 0), List.of(), new GenerateOnce())
                                .with(new DeltaForm(base)),
                        Network.of(Shape.of(1), List.of(new Dense(1))))
                .withBase(new float[] {2, -1});
        TrainedHypernet trained = new LocalTrainer(
                        hypernet,
                        new MeanSquaredError(),
                        TrainingSpec.defaults().withRounds(2),
                        1)
                .train(LineTasks.family(4, 20, 7));
        return Arrays.copyOfRange(trained.phi(), hypernet.baseAt(), trained.phi().length);
    }

    @Test
    void aNetworkThatCannotBeTheBaseIsRefused() {
        Hypernet plain = hypernet(new DeltaForm(Base.FROZEN));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plain.withBase(new float[76]))
                .withMessageContaining("The target has 77 weights")
                .withMessageContaining("has 76");
        float[] broken = TRAINED.clone();
        broken[7] = Float.NaN;
        assertThatIllegalArgumentException()
                .isThrownBy(() -> plain.withBase(broken))
                .withMessageContaining("not finite");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> hypernet(new DirectForm()).withBase(TRAINED))
                .withMessageContaining("The form weights has no base weights");
    }
}
