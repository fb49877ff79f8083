package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which workers run together, and where. */
class GroupChoiceTest {
    private static final String A = "executor_host_0";
    private static final String B = "executor_host_1";
    private static final Map<String, Integer> ONE_CORE_EACH = Map.of(A, 1, B, 1);

    private static List<GroupChoice.Group> groups(List<String> locations, Map<String, Integer> cores, int count) {
        return new GroupChoice(locations, cores).groups(count);
    }

    private static List<List<Integer>> members(List<GroupChoice.Group> groups) {
        return groups.stream().map(group -> List.copyOf(group.members())).toList();
    }

    private static List<String> homes(List<GroupChoice.Group> groups) {
        return groups.stream().map(GroupChoice.Group::home).toList();
    }

    @Test
    void workersRunWhereTheirShardsLieThoughExecutorsShareAHost() {
        List<GroupChoice.Group> groups = groups(List.of(A, B, B, A, B), ONE_CORE_EACH, 2);
        assertThat(homes(groups)).containsExactly(B, A);
        assertThat(members(groups)).containsExactly(List.of(1, 2, 4), List.of(0, 3));
    }

    @Test
    void groupsDifferByOneWorkerAtMostWhereverShardsLie() {
        List<String> uneven = new ArrayList<>(Collections.nCopies(50, A));
        uneven.addAll(Collections.nCopies(15, B));
        List<GroupChoice.Group> groups = groups(uneven, ONE_CORE_EACH, 2);
        assertThat(members(groups)).extracting(List::size).containsExactly(33, 32);
        assertThat(groups.get(1).members()).containsAll(List.of(50, 57, 64)).contains(33, 49);
    }

    @Test
    void everyWorkerIsInOneGroup() {
        List<GroupChoice.Group> groups = groups(List.of(A, "", B, "host", A, A, ""), Map.of(A, 2, B, 1), 3);
        assertThat(members(groups).stream().flatMap(List::stream)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void anExecutorThatCameLaterGetsItsShare() {
        List<GroupChoice.Group> groups = groups(Collections.nCopies(6, A), ONE_CORE_EACH, 2);
        assertThat(homes(groups)).containsExactly(A, B);
        assertThat(members(groups)).containsExactly(List.of(0, 1, 2), List.of(3, 4, 5));
    }

    @Test
    void anExecutorHasAsManyGroupsAsCoresBeforeItHasMore() {
        List<String> all = Collections.nCopies(12, A);
        assertThat(homes(groups(all, Map.of(A, 2, B, 1), 3))).containsExactly(A, A, B);
        assertThat(homes(groups(all, Map.of(A, 2, B, 1), 6))).containsExactly(A, A, B, A, A, B);
    }

    @Test
    void shardsThatLieNowhereAreSpreadOverExecutors() {
        assertThat(homes(groups(List.of("", "", "", ""), Map.of(A, 4, B, 4), 4)))
                .containsExactly(A, B, A, B);
    }

    @Test
    void withoutExecutorsWorkersFollowEachOther() {
        List<GroupChoice.Group> groups = groups(List.of("", "", "", "", ""), Map.of(), 2);
        assertThat(homes(groups)).containsExactly("", "");
        assertThat(members(groups)).containsExactly(List.of(0, 1, 2), List.of(3, 4));
    }

    @Test
    void thereAreAsManyGroupsAsCoresOrWorkers() {
        assertThat(WorkerGroups.count(64, 2, 0)).isEqualTo(2);
        assertThat(WorkerGroups.count(3, 8, 0)).isEqualTo(3);
    }

    @Test
    void thereAreMoreGroupsWhenNewStatesOfTheirWorkersAreLarge() {
        long mebibytes = 64L << 20;
        assertThat(WorkerGroups.count(64, 2, mebibytes)).isEqualTo(16);
        assertThat(WorkerGroups.count(64, 2, 100 * mebibytes)).isEqualTo(64);
    }
}
