package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A layer over positions, run on groups of neighbouring rows: {@code rows} examples of {@code [features]} are one example {@code
 * [rows, features]} to the layer inside. Nothing is copied.
 */
record GroupedLayer(String name, int rows, LayerSpec layer) implements LayerSpec {
    @Override
    public Layer bind(Shape input) {
        if (input.rank() != 1) {
            throw new IllegalArgumentException("expects flat rows, got " + input + "; put a flatten layer before it");
        }
        Layer all = layer.bind(Shape.of(rows, input.size()));
        if (all.output().rank() != 2 || all.output().dim(0) != rows) {
            throw new IllegalArgumentException("expects a layer that keeps the " + rows + " rows apart, got "
                    + layer.name() + " with an output of " + all.output());
        }
        return new Bound(input, Shape.of(all.output().dim(1)), rows, all);
    }

    private record Bound(Shape input, Shape output, int rows, Layer all) implements Layer {
        @Override
        public List<ParameterSpec> parameters() {
            return all.parameters();
        }

        @Override
        public int savedPerExample() {
            return share(all.savedPerExample());
        }

        @Override
        public int scratch() {
            return all.scratch();
        }

        @Override
        public int onesPerExample() {
            return share(all.onesPerExample());
        }

        /** What each row has to bring so that a group has as much. */
        private int share(int perGroup) {
            return (perGroup + rows - 1) / rows;
        }

        @Override
        public List<Network> inner() {
            return all.inner();
        }

        @Override
        public boolean inPlace() {
            return all.inPlace();
        }

        @Override
        public boolean readsOutput() {
            return all.readsOutput();
        }

        @Override
        public void forward(LayerPass p) {
            begin(p);
            all.forward(p);
            end(p);
        }

        @Override
        public void backward(LayerPass p) {
            begin(p);
            all.backward(p);
            end(p);
        }

        private void begin(LayerPass p) {
            p.batch /= rows;
            p.positions = p.groupRows;
        }

        private void end(LayerPass p) {
            p.batch *= rows;
            p.positions = null;
        }
    }
}
