package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.TrainingSpec;
import org.hypernetspark.train.WorkerState;
import org.hypernetspark.train.WorkerTraining;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import scala.Tuple2;
import scala.reflect.ClassTag$;

/** A round of five workers in one Spark task. */
@Timeout(120)
class GroupRoundTest {
    private static final int WORKERS = 5;
    private static final TrainingSpec SPEC = ToyFits.SPEC.withSteps(2, 8, 4, WORKERS);
    /** Parameters and two moments of Adam. */
    private static final int VECTORS = 3;

    private static final int NEVER = -1;

    private LocalSpark spark;
    private LongAccumulator reads;
    private GroupRound round;
    private RDD<Shard> shards;
    private RDD<WorkerState> states;
    private RDD<WorkerState> next;
    private RDD<Tuple2<Integer, Slice>> slices;

    @BeforeEach
    void start() {
        spark = LocalSpark.cores(1);
        TrainingPlan plan = TrainingPlan.of(ToyTasks.hypernet(), new MeanSquaredError(), SPEC);
        int size = ToyTasks.hypernet().layout().size();
        SliceAverage average = new SliceAverage(VECTORS, size, WORKERS);
        reads = spark.context().sc().longAccumulator();
        RDD<Shard> workers = counted();
        shards = WorkerGroups.of(workers, workers, 0).shards();
        states = PartitionRdd.<Shard, WorkerState>of(
                        shards,
                        (group, all) ->
                                PartitionRdd.lazily(all::hasNext, () -> WorkerState.initial(all.next(), 4, size, SPEC)))
                .persist(StorageLevel.MEMORY_ONLY());
        embeddings(states);
        reads.reset();
        SharedState shared =
                WorkerTraining.initialShared(ToyTasks.hypernet(), SPEC).held();
        Broadcast<SharedState> sent =
                spark.context().sc().broadcast(shared, ClassTag$.MODULE$.apply(SharedState.class));
        round = new GroupRound(
                spark.context().broadcast(new ExecutorWorkspace(plan)), SharedSource.fromDriver(sent), 0);
        next = round.states(shards, states).persist(StorageLevel.MEMORY_AND_DISK());
        slices = round.slices(next, shards, states, average);
    }

    private interface ToNumber<T> extends Serializable {
        int of(T element);
    }

    /** Not cached, so that each time one is read is counted. */
    private RDD<Shard> counted() {
        LongAccumulator counter = reads;
        return ToyFits.shards(spark.context(), SPEC)
                .map(shard -> {
                    counter.add(1);
                    return shard;
                })
                .rdd();
    }

    @AfterEach
    void stop() {
        spark.close();
    }

    /** What a function says of each slice, in a task that fails before so many slices at its first attempt. */
    private int[] ofSlices(int failsBefore, ToNumber<Slice> number) {
        return only(PartitionRdd.of(slices, (group, all) -> {
            List<Integer> numbers = new ArrayList<>();
            while (all.hasNext()) {
                if (numbers.size() == failsBefore && TaskContext.get().attemptNumber() == 0) {
                    throw new IllegalStateException("an injected failure");
                }
                numbers.add(number.of(all.next()._2()));
            }
            return List.of(numbers.stream().mapToInt(any -> any).toArray()).iterator();
        }));
    }

    private int[] arrays(int failsBefore) {
        int[] all =
                ofSlices(failsBefore, slice -> slice.statistics == null ? System.identityHashCode(slice.values) : 0);
        return IntStream.of(all).filter(array -> array != 0).distinct().sorted().toArray();
    }

    private int[] contents(int failsBefore) {
        return ofSlices(failsBefore, slice -> 31 * slice.worker + Arrays.hashCode(slice.values));
    }

    private static int[] embeddings(RDD<WorkerState> states) {
        return only(PartitionRdd.of(states, (group, all) -> {
            List<Integer> numbers = new ArrayList<>();
            all.forEachRemaining(state -> numbers.add(Arrays.hashCode(state.embeddings())));
            return List.of(numbers.stream().mapToInt(any -> any).toArray()).iterator();
        }));
    }

    private static <T> T only(RDD<T> rdd) {
        List<T> all = new ArrayList<>();
        Gathering.each(rdd, all::add);
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    @Test
    void aWorkerBringsItsVectorsInTheMemoryOfTheOneBefore() {
        assertThat(arrays(NEVER)).hasSize(VECTORS);
    }

    @Test
    void aTaskThatFailsHalfwayGivesItsMemoryBack() {
        int[] whole = arrays(NEVER);
        assertThat(arrays(VECTORS + 2)).isEqualTo(whole);
    }

    @Test
    void workersRunAgainToTheSameEndThoughTheirNewStatesAreThere() {
        int[] first = contents(NEVER);
        assertThat(first).hasSize(WORKERS * (VECTORS + 1)).doesNotHaveDuplicates();
        assertThat(contents(NEVER)).isEqualTo(first);
        assertThat(contents(2)).isEqualTo(first);
    }

    @Test
    void workersRunOnceForWhatTheyBringAndTheirNewStates() {
        contents(NEVER);
        assertThat(reads.value()).isEqualTo(WORKERS);
        embeddings(next);
        assertThat(reads.value()).isEqualTo(WORKERS);
    }

    @Test
    void newStatesComputedByThemselvesAreTheSame() {
        int[] alone = embeddings(round.states(shards, states));
        contents(NEVER);
        assertThat(embeddings(next)).isEqualTo(alone).hasSize(WORKERS).doesNotHaveDuplicates();
    }
}
