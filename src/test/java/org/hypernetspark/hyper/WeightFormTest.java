package org.hypernetspark.hyper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.ComponentWise.By;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The forms, each by several output strategies. A head on 8 units has 9 parameters for each raw value. */
class WeightFormTest extends OutputStrategyContract {
    private static final StrategyCase ONCE = new StrategyCase(new GenerateOnce(), StrategyCase.ALL, 0, 0);
    private static final StrategyCase ONCE_WEIGHTS = new StrategyCase(new GenerateOnce(), StrategyCase.WEIGHTS, 0, 0);
    private static final StrategyCase HEADS =
            new StrategyCase(new MultiHead(0, false), StrategyCase.ALL, List.of(2, 18, 54, 3), 0, 0);
    private static final StrategyCase CHUNKS = new StrategyCase(new ChunkWise(10, 3), StrategyCase.ALL, 0, 0);
    private static final StrategyCase LAYERS = new StrategyCase(new ComponentWise(By.LAYER, 2), StrategyCase.ALL, 0, 0);

    @Override
    protected List<StrategyCase> cases() {
        return List.of(
                ONCE.in(new DeltaForm(Base.TRAINED), 48 + 77 * 9 + 77, 0, 0),
                ONCE.in(new DeltaForm(Base.FROZEN), 48 + 77 * 9, 0, 77),
                ONCE_WEIGHTS.in(new DeltaForm(Base.FROZEN), 48 + 72 * 9 + 5, 0, 72),
                CHUNKS.in(new DeltaForm(Base.TRAINED), 72 + 10 * 9 + 8 * 3 + 77, 3, 0),
                ONCE.in(new LowRankForm(1, Base.NONE), 48 + 37 * 9, 0, 0),
                ONCE.in(new LowRankForm(2, Base.NONE), 48 + 65 * 9, 0, 0),
                ONCE.in(new LowRankForm(1, Base.TRAINED), 48 + 37 * 9 + 77, 0, 0),
                LAYERS.in(new LowRankForm(2, Base.FROZEN), 64 + 45 * 9 + 2 * 2, 25, 77),
                CHUNKS.in(new LowRankForm(1, Base.NONE), 72 + 10 * 9 + 4 * 3, 3, 0),
                ONCE.in(new ScalesForm(Base.TRAINED), 48 + 10 * 9 + 77, 0, 0),
                LAYERS.in(new ScalesForm(Base.FROZEN), 64 + 6 * 9 + 2 * 2, 2, 77),
                ONCE.in(new MasksForm(Base.TRAINED, 0), 48 + 77 * 9 + 77, 0, 0),
                HEADS.in(new MasksForm(Base.FROZEN, 0), 48 + 77 * 9, 0, 77));
    }

    @ParameterizedTest
    @EnumSource(
            value = Base.class,
            names = {"TRAINED", "FROZEN"})
    void masksBelowTheThresholdAreZeroInPredictionOnly(Base base) {
        Hypernet hypernet = ONCE.in(new MasksForm(base, 0.5), 0, 0, 0).hypernet();
        float[] phi = hypernet.initialize(3);
        float[] condition = Vectors.normal(hypernet.condition().size(), 81);
        HypernetPass pass = hypernet.pass(1);
        float[] soft = pass.generate(phi, condition, 1, true, 0).values().clone();
        float[] semiBinary = pass.generate(phi, condition, 1).values().clone();
        int zeros = 0;
        for (int i = 20; i < 74; i++) {
            zeros += semiBinary[i] == 0 ? 1 : 0;
            assertThat(semiBinary[i]).isIn(0f, soft[i]);
            assertThat(soft[i]).isNotZero();
        }
        assertThat(zeros).isBetween(10, 44);
    }

    @Test
    void aDeltaBeginsNearItsBase() {
        Hypernet hypernet = ONCE.in(new DeltaForm(Base.TRAINED), 0, 0, 0).hypernet();
        float[] phi = hypernet.initialize(3);
        float[] theta = hypernet.pass(1)
                .generate(phi, Vectors.normal(hypernet.condition().size(), 82), 1)
                .values();
        float[] base = Arrays.copyOfRange(phi, phi.length - 77, phi.length);
        assertThat(Vectors.relativeError(theta, Vectors.toDouble(base))).isBetween(0.01, 0.5);
    }

    @Test
    void impossibleSettingsAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new DeltaForm(Base.NONE))
                .withMessageContaining("must be trained or frozen, got none");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LowRankForm(0, Base.NONE))
                .withMessageContaining("at least 1, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MasksForm(Base.TRAINED, 1))
                .withMessageContaining("in [0, 1), got 1");
    }
}
