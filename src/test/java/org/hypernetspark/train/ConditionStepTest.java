package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.reference.FiniteDifferences;
import org.hypernetspark.reference.Vectors;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of condition against a step written in double precision, row by row and sample by sample. */
class ConditionStepTest {
    private static final int BATCH = 7;
    private static final long SEED = 3;
    private static final long STEP = 11;

    /** Three tasks of 7, 4 and 6 rows: batches with padding, support sets that are drawn and that are not full. */
    private static List<Task> tasks(ConditionCase the) {
        RandomStream random = new RandomStream(5);
        List<Task> tasks = new ArrayList<>();
        for (int count : new int[] {7, 4, 6}) {
            float[] labels = new float[count];
            for (int i = 0; i < count; i++) {
                labels[i] = the.classes() ? random.nextInt(ConditionCase.CLASSES) : (float) random.nextGaussian();
            }
            float[] mask = new float[count];
            Arrays.fill(mask, 1);
            mask[1] = 0;
            Rows rows = new Rows(count, Vectors.normal(count * ConditionCase.ROW, count), labels, mask);
            tasks.add(new Task("task-" + count, Vectors.normal(2, count), rows, Rows.none()));
        }
        return tasks;
    }

    private record Run(double[] losses, double[] counts, float[] dPhi, float[] dCondition) {}

    private static Run run(ConditionCase the, float[] phi, float[] embeddings, List<Task> tasks) {
        return run(the, phi, embeddings, tasks, tasks.size() + 1);
    }

    private static Run run(ConditionCase the, float[] phi, float[] embeddings, List<Task> tasks, int together) {
        TaskStep step = TaskStep.forTraining(the.hypernet(), the.loss(), tasks.size() + 1, BATCH, together);
        for (int slot = 0; slot < tasks.size(); slot++) {
            step.batch()
                    .fillShuffled(
                            slot,
                            tasks.get(slot).training(),
                            SEED,
                            tasks.get(slot).key(),
                            0);
            step.setDrawn(slot, embeddings, slot * the.condition().embedding(), tasks.get(slot), SEED, STEP);
        }
        float[] dPhi = new float[phi.length];
        Arrays.fill(dPhi, Float.NaN);
        float[] dCondition = step.gradients(phi, dPhi, tasks.size(), true, 0).clone();
        return new Run(step.lastLosses().clone(), step.counts().clone(), dPhi, dCondition);
    }

    private static float[] phi(ConditionCase the) {
        return Vectors.normal(the.hypernet().layout().size(), 0.5, 1);
    }

    private static double sum(ReferenceStep reference, double[] phi, double[] embeddings, List<Task> tasks) {
        double sum = 0;
        int size = embeddings.length / tasks.size();
        for (int i = 0; i < tasks.size(); i++) {
            sum += reference.loss(phi, Arrays.copyOfRange(embeddings, i * size, (i + 1) * size), tasks.get(i));
        }
        return sum;
    }

    @ParameterizedTest
    @MethodSource("org.hypernetspark.train.ConditionCase#all")
    void lossesEqualTheReference(ConditionCase the) {
        List<Task> tasks = tasks(the);
        float[] phi = phi(the);
        int size = the.condition().embedding();
        float[] embeddings = Vectors.normal(tasks.size() * size, 2);
        Run run = run(the, phi, embeddings, tasks);
        ReferenceStep reference = new ReferenceStep(the, SEED, STEP);
        for (int i = 0; i < tasks.size(); i++) {
            double[] embedding = Vectors.toDouble(embeddings, i * size, size);
            double expected = reference.loss(Vectors.toDouble(phi), embedding, tasks.get(i));
            assertThat(run.losses()[i]).isEqualTo(expected, within(1e-5 * (1 + expected)));
            assertThat(run.counts()[i]).isEqualTo(tasks.get(i).training().count() - 1.0);
        }
    }

    @ParameterizedTest
    @MethodSource("org.hypernetspark.train.ConditionCase#all")
    void gradientsEqualFiniteDifferences(ConditionCase the) {
        List<Task> tasks = tasks(the);
        float[] phi = phi(the);
        int size = the.condition().embedding();
        float[] embeddings = Vectors.normal(tasks.size() * size, 2);
        Run run = run(the, phi, embeddings, tasks);
        ReferenceStep reference = new ReferenceStep(the, SEED, STEP);
        double[] fixed = Vectors.toDouble(embeddings);
        double[] dPhi = FiniteDifferences.gradient(p -> sum(reference, p, fixed, tasks), Vectors.toDouble(phi));
        assertThat(Vectors.relativeError(run.dPhi(), dPhi)).isLessThan(1e-4);
        double[] point = Vectors.toDouble(phi);
        double[] dEmbeddings = FiniteDifferences.gradient(e -> sum(reference, point, e, tasks), fixed);
        float[] actual = new float[embeddings.length];
        for (int i = 0; i < tasks.size(); i++) {
            System.arraycopy(run.dCondition(), i * the.condition().size(), actual, i * size, size);
        }
        assertThat(Vectors.relativeError(actual, dEmbeddings)).isLessThan(1e-4);
    }

    @ParameterizedTest
    @MethodSource("org.hypernetspark.train.ConditionCase#all")
    void aTaskIsTheSameWhateverStandsBesideIt(ConditionCase the) {
        List<Task> tasks = tasks(the);
        float[] phi = phi(the);
        int size = the.condition().embedding();
        float[] embeddings = Vectors.normal(tasks.size() * size, 2);
        Run together = run(the, phi, embeddings, tasks);
        for (int i = 0; i < tasks.size(); i++) {
            float[] own = Arrays.copyOfRange(embeddings, i * size, (i + 1) * size);
            Run alone = run(the, phi, own, List.of(tasks.get(i)));
            assertThat(alone.losses()[0]).isEqualTo(together.losses()[i], within(1e-5 * (1 + together.losses()[i])));
        }
    }

    @ParameterizedTest
    @MethodSource("org.hypernetspark.train.ConditionCase#all")
    void targetsInGroupsOfTasksGiveTheSameBits(ConditionCase the) {
        List<Task> tasks = tasks(the);
        float[] phi = phi(the);
        float[] embeddings = Vectors.normal(tasks.size() * the.condition().embedding(), 2);
        Run together = run(the, phi, embeddings, tasks);
        for (int size = 1; size < tasks.size(); size++) {
            Run groups = run(the, phi, embeddings, tasks, size);
            assertThat(groups).usingRecursiveComparison().isEqualTo(together);
        }
    }
}
