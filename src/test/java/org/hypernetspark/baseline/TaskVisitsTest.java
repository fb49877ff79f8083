package org.hypernetspark.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.TrainingSpec;
import org.junit.jupiter.api.Test;

class TaskVisitsTest {
    private final List<Task> tasks = LineTasks.family(40, 1, 1);

    @Test
    void eachTaskIsVisitedAsOftenAsItsWorkerComesRound() {
        TrainingSpec spec = TrainingSpec.defaults().withRounds(6).withSteps(4, 8, 5, 3);
        List<Shard> shards = Shard.deal(tasks, 3);
        for (TaskVisits visits : TaskVisits.under(spec, tasks)) {
            int shardSize = shards.get(Shard.workerOf(visits.task().id(), 3)).size();
            int stepsPerEpoch = (shardSize + 4) / 5;
            assertThat(visits.visits()).isBetween(24 / stepsPerEpoch, (24 + stepsPerEpoch - 1) / stepsPerEpoch);
        }
    }

    @Test
    void visitsAddUpToTheTasksOfAllSteps() {
        TrainingSpec spec = TrainingSpec.defaults().withRounds(3).withSteps(5, 8, 1, 1);
        assertThat(TaskVisits.under(spec, tasks).stream()
                        .mapToInt(TaskVisits::visits)
                        .sum())
                .isEqualTo(15);
    }

    @Test
    void workersWithoutTasksAreLeftOut() {
        TrainingSpec spec = TrainingSpec.defaults().withRounds(2).withSteps(5, 8, 4, 200);
        assertThat(TaskVisits.under(spec, tasks)).hasSize(40).allMatch(task -> task.visits() > 0);
    }
}
