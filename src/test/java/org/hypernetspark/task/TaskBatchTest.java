package org.hypernetspark.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskBatchTest {
    private static final long SEED = 3;
    private static final long KEY = 77;

    /** Rows whose feature is their index and whose label is its tenfold. */
    private static Rows numbered(int count) {
        float[] features = new float[count];
        float[] labels = new float[count];
        for (int i = 0; i < count; i++) {
            features[i] = i + 1;
            labels[i] = 10 * (i + 1);
        }
        return Rows.of(count, features, labels);
    }

    @Test
    void fillsASlotInOrderAndPadsTheRest() {
        TaskBatch batch = new TaskBatch(2, 3, 1, 1);
        batch.fill(0, numbered(9), 0, 3);
        batch.fill(1, numbered(9), 0, 3);
        batch.fill(1, numbered(9), 4, 2);
        assertThat(batch.x()).containsExactly(1, 2, 3, 5, 6, 0);
        assertThat(batch.y()).containsExactly(10, 20, 30, 50, 60, 0);
        assertThat(batch.mask()).containsExactly(1, 1, 1, 1, 1, 0);
    }

    @Test
    void missingLabelsAreZeroUnderAZeroMask() {
        Rows rows = new Rows(2, new float[] {1, 2}, new float[] {5, Float.NaN, 6, 7}, new float[] {1, 0, 1, 1});
        TaskBatch batch = new TaskBatch(1, 2, 1, 2);
        batch.fill(0, rows, 0, 2);
        assertThat(batch.y()).containsExactly(5, 0, 6, 7);
        assertThat(batch.mask()).containsExactly(1, 0, 1, 1);
    }

    @Test
    void everyRowComesOnceInAnEpoch() {
        for (long epoch = 0; epoch < 3; epoch++) {
            assertThat(visits(12, 4, 3 * epoch, 3))
                    .containsExactlyInAnyOrder(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f, 10f, 11f, 12f);
        }
    }

    @Test
    void theOrderChangesFromEpochToEpochAndFromTaskToTask() {
        List<Float> first = visits(64, 16, 0, 4);
        assertThat(visits(64, 16, 4, 4)).isNotEqualTo(first);
        TaskBatch batch = new TaskBatch(1, 16, 1, 1);
        batch.fillShuffled(0, numbered(64), SEED, KEY + 1, 0);
        assertThat(batch.x()[0] == first.get(0) && batch.x()[1] == first.get(1)).isFalse();
    }

    @Test
    void aVisitDependsOnItsNumberAloneNotOnThoseBefore() {
        List<Float> all = visits(10, 4, 0, 8);
        assertThat(visits(10, 4, 5, 1)).isEqualTo(all.subList(20, 24));
    }

    @Test
    void tasksSmallerThanABatchAreSeenWhole() {
        TaskBatch batch = new TaskBatch(1, 4, 1, 1);
        Arrays.fill(batch.x(), 9);
        batch.fillShuffled(0, numbered(2), SEED, KEY, 5);
        assertThat(batch.x()).containsExactly(1, 2, 0, 0);
        assertThat(batch.mask()).containsExactly(1, 1, 0, 0);
    }

    @Test
    void noRowsMakeABatchOfPadding() {
        TaskBatch batch = new TaskBatch(1, 2, 1, 1);
        batch.fill(0, numbered(2), 0, 2);
        batch.fillShuffled(0, Rows.none(), SEED, KEY, 0);
        assertThat(batch.x()).containsOnly(0);
        assertThat(batch.mask()).containsOnly(0);
    }

    /** The features of some visits, one after the other. */
    private static List<Float> visits(int rows, int batchSize, long first, int count) {
        TaskBatch batch = new TaskBatch(1, batchSize, 1, 1);
        List<Float> seen = new ArrayList<>();
        for (long visit = first; visit < first + count; visit++) {
            batch.fillShuffled(0, numbered(rows), SEED, KEY, visit);
            for (float x : batch.x()) {
                seen.add(x);
            }
        }
        return seen;
    }
}
