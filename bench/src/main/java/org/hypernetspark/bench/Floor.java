package org.hypernetspark.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Layer;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;

/**
 * What the mathematics of one step of one worker needs, whoever computes it.
 *
 * <p><b>Flops</b>: the matrix products alone, 2 for a multiplication and an addition. Of each layer with weights: forward,
 * the gradient of its weights, and the gradient of its input, which the target's first layer does not need. Outputs of the
 * hypernet that become no weight are not counted; neither are activations, losses and the optimiser.
 *
 * <p><b>Bytes</b>: {@code phi} is read forward; backward and Adam together read and write {@code phi} and both moments:
 * {@code 28 |phi|}, if the gradient never leaves the cache. The minibatches are read once: {@code 4 T B (inputs + labels)}.
 * Generated weights, their gradients and activations are counted as staying in the cache.
 *
 * @param flops of a step of all tasks at once
 * @param bytes read and written in a step
 * @param workingSet bytes of what a step comes back to: {@code phi} and its moments
 */
record Floor(double flops, double bytes, double workingSet) {
    private static final int PASSES = 3;

    /** The floor of a case. */
    static Floor of(BenchmarkCase work) {
        Hypernet hypernet = work.hypernet();
        double phi = hypernet.layout().size();
        double examples = (double) work.tasks() * work.workload().batch();
        int labels = work.loss().labelWidth(hypernet.target().output());
        double perExample = hypernet.target().input().size() + labels;
        double products = examples * target(hypernet) + work.tasks() * generator(hypernet);
        return new Floor(2 * products, 28 * phi + Float.BYTES * examples * perExample, 3 * Float.BYTES * phi);
    }

    /** Multiplications for one example. */
    private static double target(Hypernet hypernet) {
        double sum = 0;
        boolean first = true;
        for (Layer layer : hypernet.target().layers()) {
            double products = products(layer);
            sum += (first ? PASSES - 1 : PASSES) * products;
            first &= products == 0;
        }
        return sum;
    }

    /** Multiplications for one task. */
    private static double generator(Hypernet hypernet) {
        GenerationPlan plan = hypernet.plan();
        List<Layer> layers = hypernet.generator().layers();
        double trunk = layers.subList(0, layers.size() - 1).stream()
                .mapToDouble(Floor::products)
                .sum();
        double used = plan.segments().stream().mapToDouble(Segment::length).sum();
        double head = products(layers.get(layers.size() - 1))
                * used
                / plan.parts().get(0).width();
        return PASSES * (plan.pieces() * trunk + head);
    }

    /** Multiplications of a layer's forward for one example: every weight once for each place it is put. */
    private static double products(Layer layer) {
        double places = (double) layer.output().size() / layer.output().dim(0);
        return layer.parameters().stream()
                .filter(parameter -> parameter.kind() == ParameterKind.WEIGHT)
                .mapToDouble(ParameterSpec::size)
                .map(size -> size * places)
                .sum();
    }

    /** For {@code spec.json}. */
    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("flops", flops)
                .put("bytes", bytes)
                .put("workingSet", workingSet);
    }
}
