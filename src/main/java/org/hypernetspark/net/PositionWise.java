package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * One layer at each position of a sequence, with the same weights: {@code [length, features]} to {@code [length, units]} with a
 * dense layer inside. DL4J calls it time-distributed.
 *
 * <p>Positions are examples to the layer inside, so that all are computed in one product.
 *
 * @param layer for a flat input, without networks of its own inside
 */
public record PositionWise(LayerSpec layer) implements LayerSpec {
    @Override
    public String name() {
        return "position-wise";
    }

    @Override
    public Layer bind(Shape input) {
        Steps steps = Steps.of(input);
        Layer each = layer.bind(Shape.of(steps.features()));
        if (each.output().rank() != 1) {
            throw new IllegalArgumentException("expects a layer with a flat output at each position, got "
                    + layer.name() + " with an output of " + each.output());
        }
        return new Bound(input, Shape.of(steps.length(), each.output().size()), steps.length(), each);
    }

    private record Bound(Shape input, Shape output, int length, Layer each) implements Layer {
        @Override
        public List<ParameterSpec> parameters() {
            return each.parameters();
        }

        @Override
        public int savedPerExample() {
            return length * each.savedPerExample();
        }

        @Override
        public int scratch() {
            return each.scratch();
        }

        @Override
        public int onesPerExample() {
            return length * each.onesPerExample();
        }

        @Override
        public boolean inPlace() {
            return each.inPlace();
        }

        @Override
        public boolean readsOutput() {
            return each.readsOutput();
        }

        @Override
        public void forward(LayerPass p) {
            int batch = p.batch;
            p.batch = batch * length;
            each.forward(p);
            p.batch = batch;
        }

        @Override
        public void backward(LayerPass p) {
            int batch = p.batch;
            p.batch = batch * length;
            each.backward(p);
            p.batch = batch;
        }
    }
}
