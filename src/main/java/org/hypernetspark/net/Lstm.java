package org.hypernetspark.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.StepMemory.Block;
import org.hypernetspark.param.Affine;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;
import org.hypernetspark.param.Transposition;

/**
 * Long short-term memory (Hochreiter and Schmidhuber 1997, with forget gates): {@code [length, features]} to {@code [length,
 * units]}, from a zero state.
 *
 * <p>The gates' sums are {@code W x + U h + b}; with layer normalisation (Ba, Kiros and Hinton 2016) {@code W x + U h},
 * normalised gate by gate, and the cell is normalised before its tanh. The forget gate's bias or shift begins as 1.
 *
 * <p>Weights in DL4J's flat order: {@code weight [4 units, features]}, {@code recurrent [4 units, units]}, {@code bias [4
 * units]}; gates in the order candidate, forget, output, input. With layer normalisation the bias gives way to {@code
 * gateGain}, {@code gateShift}, {@code cellGain}, {@code cellShift}.
 *
 * @param units size of the state
 * @param layerNorm whether sums and cell are normalised
 */
public record Lstm(int units, boolean layerNorm) implements LayerSpec {
    private static final int GATES = LstmCell.GATES;

    /**
     * Checks the number of units.
     *
     * @throws IllegalArgumentException if it is below 1, or below 2 with layer normalisation
     */
    public Lstm {
        int least = layerNorm ? 2 : 1;
        if (units < least) {
            throw new IllegalArgumentException("an lstm layer " + (layerNorm ? "with layer normalisation " : "")
                    + "needs at least " + least + " units, got " + units);
        }
    }

    /** Without layer normalisation. */
    public Lstm(int units) {
        this(units, false);
    }

    @Override
    public String name() {
        return "lstm";
    }

    @Override
    public Layer bind(Shape input) {
        return new Bound(Steps.of(input), units, layerNorm);
    }

    private static final class Bound implements Layer {
        private final Steps in;
        private final Steps out;
        private final int units;
        private final boolean layerNorm;
        private final int sums;
        private final Affine affine;
        private final StepMemory memory = new StepMemory();
        private final Block x;
        private final Block dx;
        private final LstmCell cell;
        private final int recurrentAt;
        private final int restAt;

        Bound(Steps in, int units, boolean layerNorm) {
            this.in = in;
            this.out = new Steps(in.length(), units);
            this.units = units;
            this.layerNorm = layerNorm;
            this.sums = GATES * units;
            this.affine = new Affine(in.features(), sums);
            this.x = memory.add(in.length(), in.features());
            this.dx = memory.add(in.length(), in.features());
            this.cell = new LstmCell(memory, in.length(), units, layerNorm);
            this.recurrentAt = sums * in.features();
            this.restAt = recurrentAt + sums * units;
        }

        @Override
        public Shape input() {
            return Shape.of(in.length(), in.features());
        }

        @Override
        public Shape output() {
            return Shape.of(out.length(), units);
        }

        @Override
        public List<ParameterSpec> parameters() {
            List<ParameterSpec> specs = new ArrayList<>();
            int features = in.features();
            specs.add(new ParameterSpec("weight", ParameterKind.WEIGHT, Shape.of(sums, features), features, units));
            specs.add(new ParameterSpec("recurrent", ParameterKind.WEIGHT, Shape.of(sums, units), units, units));
            if (layerNorm) {
                specs.addAll(LstmCell.normParameters("", units));
            } else {
                specs.add(new ParameterSpec("bias", ParameterKind.BIAS, Shape.of(sums), features, units)
                        .startingAt(0.0, 1.0, 0.0, 0.0));
            }
            return specs;
        }

        @Override
        public int savedPerExample() {
            return memory.perRow();
        }

        @Override
        public int scratch() {
            return Math.max(affine.scratch(), sums * units);
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
            int rows = in.length() * p.batch;
            int xAt = x.at(task, p.batch, 0);
            in.byTime(p.batch, p.x, task * rows * in.features(), p.saved, xAt);
            int gates = cell.gates.at(task, p.batch, 0);
            int bias = layerNorm ? -1 : w + restAt;
            affine.product(rows, p.saved, xAt, in.features(), p.theta, w, bias, p.saved, gates, sums, p.scratch);
            Transposition.copy(sums, units, p.theta, w + recurrentAt, units, p.scratch, 0, sums);
            cell.begin(p, task);
            for (int step = 0; step < in.length(); step++) {
                if (step > 0) {
                    addRecurrent(p, task, step);
                }
                cell.forward(p, task, step, w + restAt);
            }
            out.byExample(p.batch, p.saved, cell.hidden.at(task, p.batch, 1), p.y, task * rows * units);
        }

        private void addRecurrent(LayerPass p, int task, int step) {
            int h = cell.hidden.at(task, p.batch, step);
            int gates = cell.gates.at(task, p.batch, step);
            Blas.gemm(p.batch, sums, units, p.saved, h, units, p.scratch, 0, sums, 1, p.saved, gates, sums);
        }

        @Override
        public void backward(LayerPass p) {
            for (int task = 0; task < p.tasks; task++) {
                backward(p, task, p.weightsAt(task));
            }
        }

        private void backward(LayerPass p, int task, int w) {
            int rows = in.length() * p.batch;
            int dw = p.dTheta == null ? 0 : p.gradientAt(task);
            if (p.dTheta != null) {
                Arrays.fill(p.dTheta, dw + restAt, dw + restAt + cell.normWeights(), 0);
            }
            cell.beginBackward(p, task);
            int dHidden = cell.dHidden.at(task, p.batch, 0);
            for (int step = in.length() - 1; step >= 0; step--) {
                out.addStep(p.batch, step, p.dy, task * rows * units, p.saved, dHidden);
                cell.backward(p, task, step, w + restAt, dw + restAt);
                int dg = cell.dGates.at(task, p.batch, step);
                Blas.gemm(
                        p.batch,
                        units,
                        sums,
                        p.saved,
                        dg,
                        sums,
                        p.theta,
                        w + recurrentAt,
                        units,
                        0,
                        p.saved,
                        dHidden,
                        units);
            }
            if (p.dTheta != null) {
                weightGradients(p, task, rows, dw);
            }
            if (p.dx != null) {
                inputGradient(p, task, rows, w);
            }
        }

        private void weightGradients(LayerPass p, int task, int rows, int dw) {
            int n = in.features();
            int dg = cell.dGates.at(task, p.batch, 0);
            int xAt = x.at(task, p.batch, 0);
            int h = cell.hidden.at(task, p.batch, 0);
            Blas.gemmTransposedA(sums, n, rows, p.saved, dg, sums, p.saved, xAt, n, 0, p.dTheta, dw, n);
            int recurrent = dw + recurrentAt;
            Blas.gemmTransposedA(
                    sums, units, rows, p.saved, dg, sums, p.saved, h, units, 0, p.dTheta, recurrent, units);
            if (!layerNorm) {
                Blas.gemm(1, sums, rows, p.ones, 0, rows, p.saved, dg, sums, 0, p.dTheta, dw + restAt, sums);
            }
        }

        private void inputGradient(LayerPass p, int task, int rows, int w) {
            int n = in.features();
            int dg = cell.dGates.at(task, p.batch, 0);
            int dxAt = dx.at(task, p.batch, 0);
            Blas.gemm(rows, n, sums, p.saved, dg, sums, p.theta, w, n, 0, p.saved, dxAt, n);
            in.byExample(p.batch, p.saved, dxAt, p.dx, task * rows * n);
        }
    }
}
