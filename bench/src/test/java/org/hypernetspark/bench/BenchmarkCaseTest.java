package org.hypernetspark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.Test;

class BenchmarkCaseTest {
    private final BenchmarkCase work = Workloads.load().find("W1", 16);

    @Test
    void everyWorkerHasAllTasksOfAStep() {
        List<Shard> shards = Shard.deal(work.allTasks(3), 3);
        assertThat(shards).extracting(Shard::size).containsExactly(16, 16, 16);
    }

    @Test
    void aShardMadeAloneIsTheOneThatIsDealt() {
        Shard dealt = Shard.deal(work.allTasks(2), 2).get(1);
        Shard alone = work.shard(1, 2);
        assertThat(ids(alone)).isEqualTo(ids(dealt));
        assertThat(alone.task(3).training().features())
                .isEqualTo(dealt.task(3).training().features());
    }

    private static List<String> ids(Shard shard) {
        return IntStream.range(0, shard.size())
                .mapToObj(shard::task)
                .map(Task::id)
                .toList();
    }
}
