package org.hypernetspark.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShardTest {
    private static List<String> ids(Shard shard) {
        return IntStream.range(0, shard.size())
                .mapToObj(i -> shard.task(i).id())
                .toList();
    }

    @Test
    void placementOfATaskNeverChanges() {
        assertThat(Shard.workerOf("store-2", 1000)).isEqualTo(64);
        assertThat(Shard.workerOf("store-137", 8)).isEqualTo(7);
        assertThat(Shard.workerOf("Zürich", 8)).isEqualTo(4);
        assertThat(Shard.workerOf("", 7)).isEqualTo(5);
    }

    @Test
    void everyTaskIsDealtToItsWorkerOnce() {
        List<Task> tasks = LineTasks.family(50, 1, 1);
        List<Shard> shards = Shard.deal(tasks, 6);
        assertThat(shards).hasSize(6);
        List<String> dealt = new ArrayList<>();
        for (Shard shard : shards) {
            assertThat(ids(shard)).isSorted().allSatisfy(id -> assertThat(Shard.workerOf(id, 6))
                    .isEqualTo(shard.worker()));
            dealt.addAll(ids(shard));
        }
        assertThat(dealt)
                .containsExactlyInAnyOrderElementsOf(
                        tasks.stream().map(Task::id).toList());
    }

    @Test
    void dealDoesNotDependOnTheOrderOfTasks() {
        List<Task> tasks = LineTasks.family(50, 1, 1);
        List<Task> backwards = new ArrayList<>(tasks);
        Collections.reverse(backwards);
        assertThat(Shard.deal(backwards, 6).stream().map(ShardTest::ids))
                .containsExactlyElementsOf(
                        Shard.deal(tasks, 6).stream().map(ShardTest::ids).toList());
    }

    @Test
    void tasksSpreadOverAllWorkers() {
        assertThat(Shard.deal(LineTasks.family(400, 1, 1), 8))
                .allSatisfy(shard -> assertThat(shard.size()).isBetween(25, 75));
    }
}
