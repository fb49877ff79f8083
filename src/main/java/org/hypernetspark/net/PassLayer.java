package org.hypernetspark.net;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.param.Shape;

/**
 * A layer as a {@link NetworkPass} runs it: in the form that is fastest there.
 *
 * @param layer the layer in that form
 * @param index where it stands in the network; for one that only puts values into another order, where the one behind stands
 */
record PassLayer(Layer layer, int index) {
    /** With fewer examples the runs of interleaved images are too short to gain anything. */
    private static final int ENOUGH_EXAMPLES = 6;

    /** As they are. */
    static List<PassLayer> of(List<Layer> layers) {
        List<PassLayer> result = new ArrayList<>();
        for (Layer layer : layers) {
            result.add(new PassLayer(layer, result.size()));
        }
        return result;
    }

    /**
     * With the first layers together as far as they are convolutions with a max-pooling behind: images stay interleaved from
     * one to the next, and there are few values left to put back into order. An activation between the two moves behind
     * them: it is increasing, so the largest value stays the largest. All as they are where a pass has room for few examples.
     */
    static List<PassLayer> pooled(Network network, int maxBatch) {
        if (maxBatch < ENOUGH_EXAMPLES) {
            return of(network.layers());
        }
        List<PassLayer> result = new ArrayList<>();
        int next = 0;
        for (int pool = pool(network, next); pool > 0; pool = pool(network, next)) {
            result.add(new PassLayer(convolution(network, next, pool), next));
            for (int i = next + 1; i < pool; i++) {
                result.add(new PassLayer(
                        network.specs().get(i).bind(network.layers().get(pool).output()), i));
            }
            next = pool + 1;
        }
        if (next > 0) {
            result.add(0, new PassLayer(new Interleave(network.input(), false), 0));
            result.add(
                    new PassLayer(new Interleave(network.layers().get(next - 1).output(), true), next - 1));
        }
        result.addAll(of(network.layers()).subList(next, network.layers().size()));
        return result;
    }

    private static PooledConvolution convolution(Network network, int first, int pool) {
        Conv2d convolution = (Conv2d) network.specs().get(first);
        Shape input = network.layers().get(first).input();
        return PooledConvolution.of(input, network.layers().get(pool).output(), convolution.filters(input));
    }

    /** Where the pooling is whose convolution stands at {@code first}; 0 if there is none. */
    private static int pool(Network network, int first) {
        List<LayerSpec> specs = network.specs();
        int i = first;
        if (i < specs.size() && specs.get(i) instanceof Conv2d convolution && convolution.dense()) {
            do {
                i++;
            } while (i < specs.size() && increasing(specs.get(i)));
            return i < specs.size() && specs.get(i).equals(new MaxPool2d(2)) ? i : 0;
        }
        return 0;
    }

    private static boolean increasing(LayerSpec spec) {
        return spec instanceof Activation activation && activation != Activation.GELU;
    }
}
