package org.hypernetspark.advice;

import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetCounts;
import org.hypernetspark.net.Layer;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.train.TrainingSpec;

/**
 * What a hypernet costs to train, by the cost model of {@code docs/performance.md}. Counts are exact, bytes and operations are
 * estimates: rows, Spark itself and small arrays are not in them.
 *
 * @param counts sizes of the hypernet
 * @param flopsPerStep operations of one local step of one worker
 * @param driverBytes memory of the driver
 * @param workerBytes memory of an executor for each worker that runs at a time
 */
public record Costs(HypernetCounts counts, long flopsPerStep, long driverBytes, long workerBytes) {
    private static final int BYTES = 4;
    private static final int ADAM = 12;
    /** Forward, gradient of the inputs, gradient of the weights: two operations for each product. */
    private static final int PASSES = 6;

    /** Of a hypernet under these settings. */
    public static Costs of(Hypernet hypernet, TrainingSpec training) {
        HypernetCounts counts = hypernet.counts();
        long phi = counts.phi() + counts.frozen();
        long passes = (long) training.tasksPerStep() * hypernet.condition().samples();
        int each = hypernet.condition().networks(training.batch());
        long networks = (long) training.tasksPerStep() * each;
        int together = hypernet.tasksTogether(training.tasksPerStep(), training.batch());
        int gradients = together < training.tasksPerStep() ? 2 : 1;
        long vectors = 1L + training.optimizer().slots();
        long generation = 0;
        for (int part = 0; part < hypernet.networks().size(); part++) {
            generation += hypernet.plan().parts().get(part).pieces()
                    * products(hypernet.networks().get(part));
        }
        long flops = PASSES * (networks * generation + passes * training.batch() * products(hypernet.target()))
                + ADAM * counts.phi();
        // State, broadcast and collected sums; then gradient, values and moments, weights and their gradients,
        // activations.
        long driver = 3 * BYTES * phi * vectors;
        long worker = BYTES * phi * (gradients + vectors)
                + 24L * together * each * counts.theta()
                + 2L * BYTES * rowsTogether(hypernet, training, together) * activations(hypernet.target());
        return new Costs(counts, flops, driver, worker);
    }

    /** Rows whose activations are kept at a time, of so many tasks whose weights are. */
    private static long rowsTogether(Hypernet hypernet, TrainingSpec training, int tasks) {
        int each = hypernet.condition().samples() * training.batch();
        return (long) each * Math.min(tasks, hypernet.target().tasksTogether(each));
    }

    /** Products of one example's forward pass: each weight as often as it is used. */
    private static long products(Network network) {
        long products = 0;
        for (Layer layer : network.layers()) {
            for (ParameterSpec spec : layer.parameters()) {
                if (spec.kind() == ParameterKind.WEIGHT) {
                    products += (long) spec.size() * uses(layer, spec);
                }
            }
        }
        return products;
    }

    /** Places at which a filter is used; 1 for what is no image. */
    private static long uses(Layer layer, ParameterSpec spec) {
        return layer.output().rank() > 1 ? layer.output().size() / spec.shape().dim(0) : 1;
    }

    private static long activations(Network network) {
        return network.layers().stream()
                .mapToLong(layer -> layer.output().size())
                .sum();
    }
}
