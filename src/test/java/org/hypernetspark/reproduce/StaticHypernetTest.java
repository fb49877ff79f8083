package org.hypernetspark.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.junit.jupiter.api.Test;

/** The short form: bright squares at ten places instead of digits. */
class StaticHypernetTest {
    private static final int SIDE = 28;
    private static final Task SQUARES = new Task("squares", new float[0], squares(1000, 1), squares(200, 2));

    private static Rows squares(int count, long seed) {
        RandomStream random = Seeds.stream(seed, Purpose.DATA, 1);
        float[] pixels = new float[count * SIDE * SIDE];
        float[] places = new float[count];
        for (int image = 0; image < count; image++) {
            int place = image % 10;
            places[image] = place;
            for (int i = 0; i < SIDE * SIDE; i++) {
                boolean inside = i / SIDE / 6 == place / 4 && i % SIDE / 7 == place % 4;
                pixels[image * SIDE * SIDE + i] = (float) (random.nextGaussian() + (inside ? 2 : 0));
            }
        }
        return Rows.of(count, pixels, places);
    }

    @Test
    void aGeneratedKernelDoesAsWellAsATrainedOne() {
        StaticHypernet study = new StaticHypernet(SQUARES, 10);
        assertThat(study.direct(1)).isGreaterThan(0.9);
        assertThat(study.generated(1)).isGreaterThan(0.9);
    }
}
