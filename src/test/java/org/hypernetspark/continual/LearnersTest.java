package org.hypernetspark.continual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.hypernetspark.continual.Regularization.Targets;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.MeanSquaredError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearnersTest {
    private static final int STEPS = 60;

    private static ContinualSpec spec(Regularization regularization) {
        return ToyExample.spec(STEPS, regularization, 3);
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void aRestoredLearnerGoesOnToTheBitsOfAnUnbrokenOne(Method method) {
        ContinualSpec spec = spec(Regularization.of(0.01));
        ContinualRun run = new ContinualRun(ToyExample.TASKS, false);
        Learner unbroken = ToyExample.learner(method, spec);
        Learner restored = ToyExample.learner(method, spec);
        ScoreMatrix whole = run.run(unbroken, 0, run.empty(), (task, scores) -> {
            if (task == 0) {
                restored.restore(unbroken.state(), 1);
            }
        });
        ScoreMatrix rest = run.run(restored, 1, run.empty(), (task, scores) -> {});
        assertThat(rest.last()).isEqualTo(whole.last());
    }

    @ParameterizedTest
    @EnumSource(Method.class)
    void theSameSeedGivesTheSameBitsAndAnotherOneOthers(Method method) {
        ContinualSpec spec = spec(Regularization.of(0.01));
        double[] first = ToyExample.run(method, spec).last();
        assertThat(ToyExample.run(method, spec).last()).isEqualTo(first);
        assertThat(ToyExample.run(method, spec.withSeed(4)).last()).isNotEqualTo(first);
    }

    @Test
    void betaZeroIsFineTuning() {
        assertThat(ToyExample.run(Method.HYPERNET, spec(Regularization.of(0))).last())
                .isEqualTo(ToyExample.run(Method.FINE_TUNING, spec(Regularization.of(1)))
                        .last());
    }

    @Test
    void aPenaltyOfStrengthZeroIsFineTuningOfTheNetwork() {
        ContinualSpec spec = spec(Regularization.of(0));
        Learners none = new Learners(
                ToyExample.HYPERNET,
                ToyExample.TARGET,
                new MeanSquaredError(),
                ToyExample.TASKS,
                spec,
                new Comparison(0, 1, 0, 0.1));
        double[] plain = ToyExample.run(none.of(Method.NETWORK)).last();
        assertThat(ToyExample.run(none.of(Method.EWC)).last()).isEqualTo(plain);
        assertThat(ToyExample.run(none.of(Method.SI)).last()).isEqualTo(plain);
    }

    @Test
    void everySwitchChangesTheResult() {
        double[] plain =
                ToyExample.run(Method.HYPERNET, spec(Regularization.of(0.1))).last();
        Regularization noLookAhead = new Regularization(0.1, false, 0, false, false, Targets.STORED);
        Regularization subset = new Regularization(0.1, true, 1, false, false, Targets.STORED);
        Regularization fisher = new Regularization(0.1, true, 0, true, false, Targets.STORED);
        for (Regularization other : List.of(noLookAhead, subset, fisher)) {
            assertThat(ToyExample.run(Method.HYPERNET, spec(other)).last())
                    .as(other.toString())
                    .isNotEqualTo(plain);
        }
    }

    @Test
    void anEarlierTasksEmbeddingStaysAsItIs() {
        HypernetLearner learner = (HypernetLearner) ToyExample.learner(Method.HYPERNET, spec(Regularization.of(0.1)));
        learner.learn(0);
        float[] embedding = learner.state().get("embedding-0").clone();
        learner.learn(1);
        assertThat(learner.state().get("embedding-0")).isEqualTo(embedding);
    }

    @Test
    void aDescriptorIsRefused() {
        HypernetSpec described = HypernetSpec.of(new Condition(2, 3), List.of(), new GenerateOnce());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HypernetLearner(
                        described,
                        ToyExample.TARGET,
                        new MeanSquaredError(),
                        ToyExample.TASKS,
                        spec(Regularization.of(0))))
                .withMessageContaining("descriptor=3");
    }
}
