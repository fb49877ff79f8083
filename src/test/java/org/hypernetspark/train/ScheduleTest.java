package org.hypernetspark.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {
    private static List<Integer> step(Schedule schedule, long step) {
        int[] chosen = new int[64];
        int count = schedule.select(step, chosen);
        return IntStream.of(chosen).limit(count).boxed().toList();
    }

    private static List<Integer> epoch(Schedule schedule, long epoch, int steps) {
        List<Integer> seen = new ArrayList<>();
        for (long step = epoch * steps; step < (epoch + 1) * steps; step++) {
            assertThat(schedule.visit(step)).isEqualTo(epoch);
            seen.addAll(step(schedule, step));
        }
        return seen;
    }

    @ParameterizedTest
    @CsvSource({"1, 16, 1", "10, 3, 4", "12, 4, 3", "5, 16, 1", "64, 1, 64"})
    void everyEpochVisitsEachTaskOnce(int tasks, int tasksPerStep, int stepsPerEpoch) {
        Schedule schedule = new Schedule(tasks, tasksPerStep, 2, 7);
        for (long epoch = 0; epoch < 4; epoch++) {
            assertThat(epoch(schedule, epoch, stepsPerEpoch))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, tasks).boxed().toList());
        }
    }

    @Test
    void everyEpochHasAnOrderOfItsOwn() {
        Schedule schedule = new Schedule(40, 8, 0, 7);
        assertThat(epoch(schedule, 0, 5)).isNotEqualTo(epoch(schedule, 1, 5));
        assertThat(epoch(schedule, 0, 5)).isNotEqualTo(epoch(new Schedule(40, 8, 1, 7), 0, 5));
        assertThat(epoch(schedule, 0, 5)).isNotEqualTo(epoch(new Schedule(40, 8, 0, 8), 0, 5));
    }

    @Test
    void aStepDependsOnItsNumberAloneNotOnThoseBefore() {
        Schedule used = new Schedule(10, 3, 0, 7);
        epoch(used, 0, 4);
        epoch(used, 3, 4);
        assertThat(step(used, 6)).isEqualTo(step(new Schedule(10, 3, 0, 7), 6));
    }
}
