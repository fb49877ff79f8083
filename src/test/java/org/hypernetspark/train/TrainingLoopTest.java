package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.task.LineTasks;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TrainingLoopTest {
    private static final TrainingSpec SPEC =
            LineHypernet.settings().withRounds(6).withEvaluation(2, null);

    /** Workers in threads, whose evaluations are counted. */
    private static final class CountingPool implements WorkerPool {
        private final WorkerPool workers;
        private int evaluations;

        CountingPool(WorkerPool workers) {
            this.workers = workers;
        }

        @Override
        public Hypernet hypernet() {
            return workers.hypernet();
        }

        @Override
        public RoundResult round(SharedState shared, int round) {
            return workers.round(shared, round);
        }

        @Override
        public MetricSummary validate(SharedState shared) {
            evaluations++;
            return workers.validate(shared);
        }

        @Override
        public void commit(Progress progress) {
            workers.commit(progress);
        }

        @Override
        public SharedState restoreBest(Progress progress) {
            return workers.restoreBest(progress);
        }
    }

    private static int evaluations(List<Task> tasks) {
        Hypernet hypernet = LineHypernet.embedded();
        List<Shard> shards = Shard.deal(tasks, SPEC.workers());
        try (LocalWorkerPool local = new LocalWorkerPool(hypernet, LineHypernet.LOSS, SPEC, shards, 1)) {
            CountingPool pool = new CountingPool(local);
            new TrainingLoop(SPEC, pool, List.of()).run(Progress.start(WorkerTraining.initialShared(hypernet, SPEC)));
            return pool.evaluations;
        }
    }

    private static Task withoutValidation(Task task) {
        return new Task(task.id(), task.descriptor(), task.training(), Rows.none());
    }

    @Test
    void tasksAreEvaluatedAsOftenAsTheSettingsSay() {
        assertThat(evaluations(LineTasks.family(6, 20, 1))).isEqualTo(3);
    }

    @Test
    void whereThereIsNothingToValidateOnlyTheFirstEvaluationIsTried() {
        List<Task> tasks = LineTasks.family(6, 20, 1).stream()
                .map(TrainingLoopTest::withoutValidation)
                .toList();
        assertThat(evaluations(tasks)).isEqualTo(1);
    }
}
