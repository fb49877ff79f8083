package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.net.StepMemory.Block;
import org.hypernetspark.param.Affine;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * Graph convolution by means (GraphSAGE, Hamilton, Ying and Leskovec 2017): {@code [nodes, features]} to {@code [nodes, units]},
 * {@code y = W x + V mean(x of the neighbours) + b}.
 *
 * <p>Weights: {@code weight [units, features]} (W), {@code neighbours [units, features]} (V), {@code bias [units]}.
 *
 * @param units values of each node that go out
 * @param edges of the graph
 */
public record MeanGraph(int units, Edges edges) implements LayerSpec {
    /**
     * Checks the number of units.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public MeanGraph {
        if (units < 1) {
            throw new IllegalArgumentException("a graph layer needs at least 1 unit, got " + units);
        }
    }

    @Override
    public String name() {
        return "graph";
    }

    @Override
    public Layer bind(Shape input) {
        Steps nodes = Steps.of(input);
        return new Bound(nodes, units, new NeighbourMean(edges.neighbours(nodes.length()), nodes.features()));
    }

    private static final class Bound implements Layer {
        private final Steps nodes;
        private final int units;
        private final NeighbourMean mean;
        private final Affine affine;
        private final StepMemory memory = new StepMemory();
        private final Block means;
        private final Block dMeans;
        private final Block fromMeans;

        Bound(Steps nodes, int units, NeighbourMean mean) {
            this.nodes = nodes;
            this.units = units;
            this.mean = mean;
            this.affine = new Affine(nodes.features(), units);
            this.means = memory.add(1, nodes.length() * nodes.features());
            this.dMeans = memory.add(1, nodes.length() * nodes.features());
            this.fromMeans = memory.add(1, nodes.length() * units);
        }

        @Override
        public Shape input() {
            return Shape.of(nodes.length(), nodes.features());
        }

        @Override
        public Shape output() {
            return Shape.of(nodes.length(), units);
        }

        @Override
        public List<ParameterSpec> parameters() {
            int n = nodes.features();
            return List.of(
                    new ParameterSpec("weight", ParameterKind.WEIGHT, Shape.of(units, n), n, units),
                    new ParameterSpec("neighbours", ParameterKind.WEIGHT, Shape.of(units, n), n, units),
                    new ParameterSpec("bias", ParameterKind.BIAS, Shape.of(units), n, units));
        }

        @Override
        public int savedPerExample() {
            return memory.perRow();
        }

        @Override
        public int scratch() {
            return affine.scratch();
        }

        @Override
        public int onesPerExample() {
            return nodes.length();
        }

        @Override
        public void forward(LayerPass p) {
            int n = nodes.features();
            int rows = p.batch * nodes.length();
            for (int task = 0; task < p.tasks; task++) {
                int w = p.weightsAt(task);
                int v = w + units * n;
                int m = means.at(task, p.batch, 0);
                int x = task * rows * n;
                int y = task * rows * units;
                int part = fromMeans.at(task, p.batch, 0);
                mean.forward(p.batch, p.x, x, p.saved, m);
                affine.product(rows, p.saved, m, n, p.theta, v, -1, p.saved, part, units, p.scratch);
                affine.product(rows, p.x, x, n, p.theta, w, v + units * n, p.y, y, units, p.scratch);
                for (int i = 0; i < rows * units; i++) {
                    p.y[y + i] += p.saved[part + i];
                }
            }
        }

        @Override
        public void backward(LayerPass p) {
            int n = nodes.features();
            int rows = p.batch * nodes.length();
            for (int task = 0; task < p.tasks; task++) {
                int x = task * rows * n;
                int y = task * rows * units;
                int m = means.at(task, p.batch, 0);
                if (p.dTheta != null) {
                    int dw = p.gradientAt(task);
                    int dv = dw + units * n;
                    Blas.gemmTransposedA(units, n, rows, p.dy, y, units, p.x, x, n, 0, p.dTheta, dw, n);
                    Blas.gemmTransposedA(units, n, rows, p.dy, y, units, p.saved, m, n, 0, p.dTheta, dv, n);
                    Blas.gemm(1, units, rows, p.ones, 0, rows, p.dy, y, units, 0, p.dTheta, dv + units * n, units);
                }
                if (p.dx != null) {
                    int w = p.weightsAt(task);
                    int dm = dMeans.at(task, p.batch, 0);
                    Blas.gemm(rows, n, units, p.dy, y, units, p.theta, w, n, 0, p.dx, x, n);
                    Blas.gemm(rows, n, units, p.dy, y, units, p.theta, w + units * n, n, 0, p.saved, dm, n);
                    mean.backward(p.batch, p.saved, dm, p.dx, x);
                }
            }
        }
    }
}
