package org.hypernetspark.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.StepMemory.Block;
import org.hypernetspark.param.Affine;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * Gated propagation over a graph, as graph hypernetworks use it (Li et al. 2016; Zhang, Ren and Urtasun 2019): {@code [nodes,
 * features]} to {@code [nodes, units]}. A node's state begins as {@code E x + e}; in each of a few steps a gated recurrent unit
 * takes in the mean of its neighbours' states. All nodes move at once, with the same weights in all steps.
 *
 * <p>Weights: {@code embed [units, features]} (E), {@code embedBias [units]} (e), then those of the unit as in {@link Gru} for
 * {@code units} features.
 *
 * @param units size of a node's state
 * @param steps how often states move, so how far a message comes
 * @param edges of the graph
 */
public record GatedGraph(int units, int steps, Edges edges) implements LayerSpec {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public GatedGraph {
        if (units < 1 || steps < 1) {
            throw new IllegalArgumentException("a gated graph layer needs at least 1 unit and 1 step, got " + units
                    + " units and " + steps + " steps");
        }
    }

    @Override
    public String name() {
        return "gated-graph";
    }

    @Override
    public Layer bind(Shape input) {
        Steps nodes = Steps.of(input);
        return new Bound(nodes, units, steps, new NeighbourMean(edges.neighbours(nodes.length()), units));
    }

    private static final class Bound implements Layer {
        private final Steps nodes;
        private final int units;
        private final int steps;
        private final int sums;
        private final NeighbourMean mean;
        private final Affine embed;
        private final StepMemory memory = new StepMemory();
        private final Block messages;
        private final Block dMessages;
        private final GruCell cell;
        private final int biasAt;
        private final int unitAt;
        private final int unitBiasAt;
        private final int recurrentAt;

        Bound(Steps nodes, int units, int steps, NeighbourMean mean) {
            this.nodes = nodes;
            this.units = units;
            this.steps = steps;
            this.sums = GruCell.GATES * units;
            this.mean = mean;
            this.embed = new Affine(nodes.features(), units);
            this.messages = memory.add(steps, units);
            this.dMessages = memory.add(1, units);
            this.cell = new GruCell(memory, steps, units);
            this.biasAt = units * nodes.features();
            this.unitAt = biasAt + units;
            this.unitBiasAt = unitAt + sums * units;
            this.recurrentAt = unitBiasAt + sums;
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
            List<ParameterSpec> specs = new ArrayList<>();
            specs.add(new ParameterSpec("embed", ParameterKind.WEIGHT, Shape.of(units, n), n, units));
            specs.add(new ParameterSpec("embedBias", ParameterKind.BIAS, Shape.of(units), n, units));
            specs.addAll(GruCell.parameters(units, units));
            return specs;
        }

        @Override
        public int savedPerExample() {
            return nodes.length() * memory.perRow();
        }

        @Override
        public int scratch() {
            return Math.max(embed.scratch(), cell.scratch());
        }

        @Override
        public int onesPerExample() {
            return nodes.length();
        }

        @Override
        public void forward(LayerPass p) {
            for (int task = 0; task < p.tasks; task++) {
                forward(p, task, p.weightsAt(task), p.batch * nodes.length());
            }
        }

        private void forward(LayerPass p, int task, int w, int rows) {
            int n = nodes.features();
            int first = cell.hidden.at(task, rows, 0);
            embed.product(rows, p.x, task * rows * n, n, p.theta, w, w + biasAt, p.saved, first, units, p.scratch);
            cell.begin(p, w + recurrentAt);
            for (int step = 0; step < steps; step++) {
                int m = messages.at(task, rows, step);
                mean.forward(p.batch, p.saved, cell.hidden.at(task, rows, step), p.saved, m);
                int gates = cell.gates.at(task, rows, step);
                share(p, rows, m, w, gates);
                cell.forward(p, task, rows, step, w + recurrentAt);
            }
            System.arraycopy(p.saved, cell.hidden.at(task, rows, steps), p.y, task * rows * units, rows * units);
        }

        /** The messages' share of the gates' sums. */
        private void share(LayerPass p, int rows, int m, int w, int gates) {
            Kernels.repeatRow(p.theta, w + unitBiasAt, p.saved, gates, rows, sums);
            Blas.gemmTransposedB(
                    rows, sums, units, p.saved, m, units, p.theta, w + unitAt, units, 1, p.saved, gates, sums);
        }

        @Override
        public void backward(LayerPass p) {
            for (int task = 0; task < p.tasks; task++) {
                backward(p, task, p.weightsAt(task), p.batch * nodes.length());
            }
        }

        private void backward(LayerPass p, int task, int w, int rows) {
            float[] s = p.saved;
            int dh = cell.dHidden.at(task, rows, 0);
            int dm = dMessages.at(task, rows, 0);
            System.arraycopy(p.dy, task * rows * units, s, dh, rows * units);
            for (int step = steps - 1; step >= 0; step--) {
                cell.backward(p, task, rows, step, w + recurrentAt);
                int dg = cell.dGates.at(task, rows, step);
                Blas.gemm(rows, units, sums, s, dg, sums, p.theta, w + unitAt, units, 0, s, dm, units);
                mean.backward(p.batch, s, dm, s, dh);
            }
            int n = nodes.features();
            int x = task * rows * n;
            if (p.dTheta != null) {
                weightGradients(p, task, rows, p.gradientAt(task));
                Blas.gemmTransposedA(units, n, rows, s, dh, units, p.x, x, n, 0, p.dTheta, p.gradientAt(task), n);
            }
            if (p.dx != null) {
                Blas.gemm(rows, n, units, s, dh, units, p.theta, w, n, 0, p.dx, x, n);
            }
        }

        private void weightGradients(LayerPass p, int task, int rows, int dw) {
            float[] s = p.saved;
            int all = rows * steps;
            int dg = cell.dGates.at(task, rows, 0);
            int m = messages.at(task, rows, 0);
            int dh = cell.dHidden.at(task, rows, 0);
            Blas.gemm(1, units, rows, p.ones, 0, rows, s, dh, units, 0, p.dTheta, dw + biasAt, units);
            Blas.gemmTransposedA(sums, units, all, s, dg, sums, s, m, units, 0, p.dTheta, dw + unitAt, units);
            Arrays.fill(p.dTheta, dw + unitBiasAt, dw + recurrentAt, 0);
            for (int row = 0; row < all; row++) {
                Kernels.axpy(sums, 1, s, dg + row * sums, p.dTheta, dw + unitBiasAt);
            }
            cell.weightGradients(p, task, rows, steps, dw + recurrentAt);
        }
    }
}
