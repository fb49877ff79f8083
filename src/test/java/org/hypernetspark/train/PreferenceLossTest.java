package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.EmbeddingInput;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetPass;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.RangePreference;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.LossPass;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A loss that reads the preference: quantile regression at a level that is drawn, so one hypernet holds all levels. */
@Timeout(60)
class PreferenceLossTest {
    /** The pinball loss (Koenker and Bassett 1978) at the level that the preference is. */
    private record Pinball() implements Loss {
        @Override
        public String name() {
            return "pinball";
        }

        @Override
        public int labelWidth(Shape output) {
            return output.size();
        }

        @Override
        public void compute(LossPass pass) {
            int n = pass.batch * pass.width;
            for (int task = 0; task < pass.tasks; task++) {
                float level = pass.preference[task];
                double sum = 0;
                for (int i = task * n; i < (task + 1) * n; i++) {
                    float error = pass.labels[i] - pass.output[i];
                    float slope = error > 0 ? level : level - 1;
                    sum += slope * error;
                    if (pass.dOutput != null) {
                        pass.dOutput[i] = -slope / n;
                    }
                }
                pass.losses[task] = sum / n;
                pass.counts[task] = n;
            }
        }

        @Override
        public void link(float[] output, int rows, int width) {
            // Outputs are predictions already.
        }

        @Override
        public boolean classification() {
            return false;
        }
    }

    @Test
    void oneHypernetLearnsTheQuantilesOfAllLevels() {
        RangePreference levels = new RangePreference(List.of(new RangePreference.Range(0.05, 0.95, false)));
        Network target = Network.of(Shape.of(1), List.of(new Dense(1)));
        Hypernet hypernet = Hypernet.of(
                HypernetSpec.of(
                        Condition.of(new EmbeddingInput(1), levels),
                        List.of(new Dense(16), Activation.TANH),
                        new GenerateOnce()),
                target);
        RandomStream random = new RandomStream(1);
        int count = 2000;
        float[] y = new float[count];
        for (int i = 0; i < count; i++) {
            y[i] = random.nextFloat();
        }
        TrainingSpec spec = TrainingSpec.defaults()
                .withRounds(10)
                .withSteps(200, 64, 1, 1)
                .withOptimizers(OptimizerSpec.adam(0.01), OptimizerSpec.adam(0.01), OptimizerState.AVERAGE);
        TrainedHypernet trained = new LocalTrainer(hypernet, new Pinball(), spec)
                .train(List.of(Task.of("uniform", Rows.of(count, new float[count], y))));
        for (double level : new double[] {0.1, 0.3, 0.5, 0.7, 0.9}) {
            assertThat(quantile(trained, levels, level)).isBetween(level - 0.07, level + 0.07);
        }
    }

    /** The bias of the generated target. */
    private static double quantile(TrainedHypernet trained, RangePreference levels, double level) {
        float[] condition = new float[2];
        trained.embeddings().copy(0, condition, 0);
        levels.encode(new float[] {(float) level}, 0, condition, 1);
        HypernetPass pass = trained.hypernet().pass(1);
        Weights theta = pass.generate(trained.phi(), condition, 1);
        return theta.values()[theta.offset() + 1];
    }
}
