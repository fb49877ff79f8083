package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.InitialState.LayerState;
import org.hypernetspark.hyper.InitialState.TensorState;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;

/** Generates one task after the other and runs its target layer by layer, forward and backward. */
final class InitialStateMeasurement {
    private final Hypernet hypernet;
    private final Network target;
    private final float[] phi;
    private final List<Probe> probes;
    private final RandomStream random;
    private final Spread input = new Spread();
    private final Spread[] weights;
    private final Spread[] activations;
    private final Spread[] gradients;

    InitialStateMeasurement(Hypernet hypernet, float[] phi, List<Probe> probes, long seed) {
        this.hypernet = hypernet;
        this.target = hypernet.target();
        this.phi = phi;
        this.probes = probes;
        this.random = Seeds.stream(seed, Purpose.INITIALISATION, Seeds.hash("gradients of probes"));
        this.weights = spreads(target.layout().specs().size());
        this.activations = spreads(target.specs().size());
        this.gradients = spreads(target.specs().size());
    }

    private static Spread[] spreads(int n) {
        Spread[] spreads = new Spread[n];
        Arrays.setAll(spreads, i -> new Spread());
        return spreads;
    }

    InitialState run() {
        HypernetPass pass = hypernet.pass(1);
        for (Probe probe : probes) {
            Weights theta = pass.generate(phi, probe.condition(), 1);
            addWeights(theta);
            runTarget(theta, probe.x());
        }
        return new InitialState(input.deviation(), tensors(), layers());
    }

    private void addWeights(Weights theta) {
        for (int i = 0; i < weights.length; i++) {
            int at = theta.offset() + target.layout().offset(i);
            weights[i].add(theta.values(), at, target.layout().specs().get(i).size());
        }
    }

    private void runTarget(Weights theta, float[] x) {
        int rows = x.length / target.input().size();
        input.add(x, 0, x.length);
        List<NetworkPass> passes = new ArrayList<>();
        float[] current = x;
        for (int i = 0; i < activations.length; i++) {
            Network layer = Network.of(
                    target.layers().get(i).input(), List.of(target.specs().get(i)));
            passes.add(layer.pass(1, rows));
            current =
                    passes.get(i).predict(weightsOf(theta, i), current, 1, rows).clone();
            activations[i].add(current, 0, rows * layer.output().size());
        }
        runBack(theta, passes, rows);
    }

    private void runBack(Weights theta, List<NetworkPass> passes, int rows) {
        float[] gradient = new float[(rows + 1) * target.output().size()];
        for (int i = 0; i < gradient.length; i++) {
            gradient[i] = (float) random.nextGaussian();
        }
        for (int i = gradients.length - 1; i >= 0; i--) {
            gradients[i].add(gradient, 0, rows * target.layers().get(i).output().size());
            gradient = passes.get(i)
                    .backward(weightsOf(theta, i), null, gradient, true)
                    .clone();
        }
    }

    private Weights weightsOf(Weights theta, int layer) {
        return new Weights(theta.values(), theta.offset() + target.offset(layer), 0);
    }

    private List<TensorState> tensors() {
        List<TensorState> tensors = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            ParameterSpec spec = target.layout().specs().get(i);
            double he = Math.sqrt(2.0 / spec.fanIn());
            double xavier = Math.sqrt(2.0 / ((double) spec.fanIn() + spec.fanOut()));
            tensors.add(new TensorState(spec.name(), spec.kind(), weights[i].deviation(), he, xavier));
        }
        return tensors;
    }

    private List<LayerState> layers() {
        List<LayerState> layers = new ArrayList<>();
        for (int i = 0; i < activations.length; i++) {
            LayerSpec spec = target.specs().get(i);
            String name = i + "." + (spec instanceof Activation activation ? activation.label() : spec.name());
            layers.add(new LayerState(name, activations[i].deviation(), gradients[i].deviation()));
        }
        return layers;
    }

    /** Sums of values and of their squares. */
    private static final class Spread {
        private long count;
        private double sum;
        private double squares;

        void add(float[] values, int at, int n) {
            for (int i = at; i < at + n; i++) {
                sum += values[i];
                squares += (double) values[i] * values[i];
            }
            count += n;
        }

        double deviation() {
            double mean = sum / count;
            return Math.sqrt(Math.max(0, squares / count - mean * mean));
        }
    }
}
