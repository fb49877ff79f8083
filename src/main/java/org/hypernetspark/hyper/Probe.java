package org.hypernetspark.hyper;

import java.util.List;
import java.util.stream.IntStream;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;

/**
 * A task to look at a hypernet with.
 *
 * @param condition what the hypernet sees of it
 * @param x inputs of its target {@code [rows, input]}, at least one row
 */
public record Probe(float[] condition, float[] x) {
    /** Tasks whose conditions and inputs are standard normal and depend on the seed alone. */
    public static List<Probe> standardNormal(Hypernet hypernet, int tasks, int rows, long seed) {
        return IntStream.range(0, tasks)
                .mapToObj(task -> {
                    RandomStream random =
                            new RandomStream(Seeds.derive(seed, Purpose.INITIALISATION, Seeds.hash("probe"), task));
                    int input = hypernet.target().input().size();
                    return new Probe(normal(hypernet.condition().size(), random), normal(rows * input, random));
                })
                .toList();
    }

    private static float[] normal(int n, RandomStream random) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }
}
