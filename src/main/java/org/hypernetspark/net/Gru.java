package org.hypernetspark.net;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.StepMemory.Block;
import org.hypernetspark.param.Affine;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * Gated recurrent units (Cho et al. 2014; the reset gate acts after the recurrent product, see {@link GruCell}): {@code [length,
 * features]} to {@code [length, units]}, from a zero state.
 *
 * <p>Weights: {@code weight [3 units, features]}, {@code bias [3 units]}, {@code recurrent [3 units, units]}, {@code recurrentBias
 * [units]} of the candidate; gates in the order reset, update, candidate.
 *
 * @param units size of the state
 */
public record Gru(int units) implements LayerSpec {
    /**
     * Checks the number of units.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Gru {
        if (units < 1) {
            throw new IllegalArgumentException("a gru layer needs at least 1 unit, got " + units);
        }
    }

    @Override
    public String name() {
        return "gru";
    }

    @Override
    public Layer bind(Shape input) {
        return new Bound(Steps.of(input), units);
    }

    private static final class Bound implements Layer {
        private final Steps in;
        private final Steps out;
        private final int units;
        private final int sums;
        private final Affine affine;
        private final StepMemory memory = new StepMemory();
        private final Block x;
        private final Block dx;
        private final GruCell cell;
        private final int recurrentAt;

        Bound(Steps in, int units) {
            this.in = in;
            this.out = new Steps(in.length(), units);
            this.units = units;
            this.sums = GruCell.GATES * units;
            this.affine = new Affine(in.features(), sums);
            this.x = memory.add(in.length(), in.features());
            this.dx = memory.add(in.length(), in.features());
            this.cell = new GruCell(memory, in.length(), units);
            this.recurrentAt = sums * (in.features() + 1);
        }

        @Override
        public Shape input() {
            return Shape.of(in.length(), in.features());
        }

        @Override
        public Shape output() {
            return Shape.of(in.length(), units);
        }

        @Override
        public List<ParameterSpec> parameters() {
            return GruCell.parameters(in.features(), units);
        }

        @Override
        public int savedPerExample() {
            return memory.perRow();
        }

        @Override
        public int scratch() {
            return Math.max(affine.scratch(), cell.scratch());
        }

        @Override
        public int onesPerExample() {
            return in.length();
        }

        @Override
        public void forward(LayerPass p) {
            for (int task = 0; task < p.tasks; task++) {
                forward(p, task, p.weightsAt(task));
            }
        }

        private void forward(LayerPass p, int task, int w) {
            int n = in.features();
            int rows = in.length() * p.batch;
            int xAt = x.at(task, p.batch, 0);
            in.byTime(p.batch, p.x, task * rows * n, p.saved, xAt);
            int gates = cell.gates.at(task, p.batch, 0);
            affine.product(rows, p.saved, xAt, n, p.theta, w, w + sums * n, p.saved, gates, sums, p.scratch);
            int first = cell.hidden.at(task, p.batch, 0);
            Arrays.fill(p.saved, first, first + p.batch * units, 0);
            cell.begin(p, w + recurrentAt);
            for (int step = 0; step < in.length(); step++) {
                cell.forward(p, task, p.batch, step, w + recurrentAt);
            }
            out.byExample(p.batch, p.saved, cell.hidden.at(task, p.batch, 1), p.y, task * rows * units);
        }

        @Override
        public void backward(LayerPass p) {
            for (int task = 0; task < p.tasks; task++) {
                backward(p, task, p.weightsAt(task));
            }
        }

        private void backward(LayerPass p, int task, int w) {
            int n = in.features();
            int rows = in.length() * p.batch;
            float[] s = p.saved;
            int dh = cell.dHidden.at(task, p.batch, 0);
            Arrays.fill(s, dh, dh + p.batch * units, 0);
            for (int step = in.length() - 1; step >= 0; step--) {
                out.addStep(p.batch, step, p.dy, task * rows * units, s, dh);
                cell.backward(p, task, p.batch, step, w + recurrentAt);
            }
            int dg = cell.dGates.at(task, p.batch, 0);
            if (p.dTheta != null) {
                int dw = p.gradientAt(task);
                int xAt = x.at(task, p.batch, 0);
                Blas.gemmTransposedA(sums, n, rows, s, dg, sums, s, xAt, n, 0, p.dTheta, dw, n);
                Blas.gemm(1, sums, rows, p.ones, 0, rows, s, dg, sums, 0, p.dTheta, dw + sums * n, sums);
                cell.weightGradients(p, task, p.batch, in.length(), dw + recurrentAt);
            }
            if (p.dx != null) {
                int to = dx.at(task, p.batch, 0);
                Blas.gemm(rows, n, sums, s, dg, sums, p.theta, w, n, 0, s, to, n);
                in.byExample(p.batch, s, to, p.dx, task * rows * n);
            }
        }
    }
}
