package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.assertj.core.data.Offset;
import org.hypernetspark.model.StateFile;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.Test;

class PolyakAverageTest {
    private static final List<Task> TASKS = LineTasks.family(6, 20, 1);
    private static final int ROUNDS = 6;
    private static final double DECAY = 0.75;

    private static float[] phi(TrainingSpec spec) {
        return new LocalTrainer(LineHypernet.embedded(), LineHypernet.LOSS, spec, 1)
                .train(TASKS)
                .phi();
    }

    @Test
    void theResultIsTheMeanOfTheRoundsAtFirstAndAnExponentialAverageLater() {
        TrainingSpec spec = LineHypernet.settings().withSteps(2, 8, 4, 2);
        double[] expected = null;
        for (int round = 1; round <= ROUNDS; round++) {
            double[] now = Vectors.toDouble(phi(spec.withRounds(round)));
            double keep = Math.min(DECAY, (round - 1.0) / round);
            for (int i = 0; expected != null && i < now.length; i++) {
                now[i] = keep * expected[i] + (1 - keep) * now[i];
            }
            expected = now;
        }
        float[] averaged = phi(spec.withRounds(ROUNDS).withPolyak(DECAY));
        assertThat(Vectors.relativeError(averaged, expected)).isLessThan(1e-6);
        assertThat(averaged).isNotEqualTo(phi(spec.withRounds(ROUNDS)));
    }

    @Test
    void validationSeesTheAverage() {
        TrainingSpec spec =
                LineHypernet.settings().withRounds(ROUNDS).withSteps(2, 8, 4, 2).withPolyak(DECAY);
        double[] validated = new double[1];
        TrainedHypernet trained = new LocalTrainer(LineHypernet.embedded(), LineHypernet.LOSS, spec, 1)
                .train(TASKS, new TrainingListener() {
                    @Override
                    public void validated(int round, MetricSummary summary) {
                        validated[0] = summary.loss();
                    }
                });
        double loss = LineHypernet.validate(trained, TASKS).loss();
        assertThat(validated[0]).isCloseTo(loss, Offset.offset(1e-6 * loss));
    }

    @Test
    void aCommitHoldsTheAverage() throws IOException {
        float[] average = {3, 4};
        SharedState state = new SharedState(new float[] {1, 2}, new float[0][], 5, average);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        StateFile.write(state, out);
        SharedState read = StateFile.readShared(new ByteArrayInputStream(out.toByteArray()), "state");
        assertThat(read.average()).isEqualTo(average);
        assertThat(read.phi()).isEqualTo(state.phi());
    }

    @Test
    void aDecayOutOfRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TrainingSpec.defaults().withPolyak(1))
                .withMessageContaining("polyak must be in [0, 1)");
    }
}
