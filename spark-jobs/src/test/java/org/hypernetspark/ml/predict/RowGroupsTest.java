package org.hypernetspark.ml.predict;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RowGroupsTest {
    private static RowGroups groups(int most) {
        PredictionRules rules = new PredictionRules(UnknownTask.NAN, InvalidRow.ERROR, 1);
        return new RowGroups(TaskPredictorTest.payload(), rules, most);
    }

    private static NetworkKey key(String task) {
        return new NetworkKey(task, 0, new float[0]);
    }

    @Test
    void rowsAreGroupedInTheOrderOfTheFirstOfEach() {
        RowGroups groups = groups(8);
        assertThat(groups.add(key("tb"), 0)).isTrue();
        assertThat(groups.add(key("ta"), 1)).isTrue();
        assertThat(groups.add(key("tb"), 2)).isTrue();
        assertThat(groups.block()).extracting(group -> group.key().task()).containsExactly("tb", "ta");
        assertThat(groups.block().get(0).rows().get(1)).isEqualTo(2);
    }

    @Test
    void aBlockHoldsItsOwnRowsAlone() {
        for (int most : new int[] {0, 8}) {
            RowGroups groups = groups(most);
            groups.add(key("ta"), 0);
            groups.add(key("tb"), 1);
            groups.clear();
            groups.add(key("tb"), 5);
            assertThat(groups.block()).hasSize(1);
            assertThat(groups.block().get(0).rows().size()).isEqualTo(1);
            assertThat(groups.block().get(0).rows().get(0)).isEqualTo(5);
        }
    }

    @Test
    void aTaskThatIsNotToBePredictedHasNoGroup() {
        RowGroups groups = groups(8);
        assertThat(groups.add(key("unknown"), 0)).isFalse();
        assertThat(groups.block()).isEmpty();
    }
}
