package org.hypernetspark.net;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.StepMemory.Block;
import org.hypernetspark.param.Affine;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;
import org.hypernetspark.param.Transposition;

/** A {@link HyperLstm} for inputs of one shape: forward, and back through time. */
final class BoundHyperLstm implements Layer {
    private static final int EMBEDDINGS = HyperLstmWeights.EMBEDDINGS;

    private final HyperLstmWeights weights;
    private final List<ParameterSpec> parameters;
    private final Steps in;
    private final Steps out;
    private final int units;
    private final int hyperUnits;
    private final int size;
    private final int sums;
    private final int hyperSums;
    private final int embedded;
    private final int made;
    private final Affine toSums;
    private final Affine toHyperSums;
    private final StepMemory memory = new StepMemory();
    private final Block x;
    private final Block dx;
    /** {@code W_x x} and {@code W_h h}, and their gradients. */
    private final Block fromInput;

    private final Block fromState;
    private final Block dFromInput;
    private final Block dFromState;
    /** The embeddings z, and the scales and biases made of them. */
    private final Block embeddings;

    private final Block dEmbeddings;
    private final Block scales;
    private final Block dScales;
    private final LstmCell hyper;
    private final LstmCell main;
    private final int recurrentScratch;
    private final int hyperMainScratch;
    private final int hyperScratch;
    private final int embedScratch;
    private final int scratch;

    BoundHyperLstm(HyperLstmWeights weights, Steps in) {
        int length = in.length();
        this.weights = weights;
        this.parameters = weights.specs();
        this.in = in;
        this.units = weights.spec().units();
        this.out = new Steps(length, units);
        this.hyperUnits = weights.spec().hyperUnits();
        this.size = weights.spec().embedding();
        this.sums = weights.sums();
        this.hyperSums = weights.hyperSums();
        this.embedded = weights.embedded();
        this.made = weights.made();
        this.toSums = new Affine(in.features(), sums);
        this.toHyperSums = new Affine(in.features(), hyperSums);
        this.x = memory.add(length, in.features());
        this.dx = memory.add(length, in.features());
        this.fromInput = memory.add(length, sums);
        this.fromState = memory.add(length, sums);
        this.dFromInput = memory.add(length, sums);
        this.dFromState = memory.add(length, sums);
        this.embeddings = memory.add(length, embedded);
        this.dEmbeddings = memory.add(length, embedded);
        this.scales = memory.add(length, made);
        this.dScales = memory.add(length, made);
        // Cells last: parts of a row are read of the blocks before them, and products want whole rows behind those (see
        // Blas).
        this.hyper = new LstmCell(memory, length, hyperUnits, true);
        this.main = new LstmCell(memory, length, units, true);
        this.recurrentScratch = Math.max(toSums.scratch(), toHyperSums.scratch());
        this.hyperMainScratch = recurrentScratch + sums * units;
        this.hyperScratch = hyperMainScratch + hyperSums * units;
        this.embedScratch = hyperScratch + hyperSums * hyperUnits;
        this.scratch = embedScratch + embedded * hyperUnits;
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
        return parameters;
    }

    @Override
    public int savedPerExample() {
        return memory.perRow();
    }

    @Override
    public int scratch() {
        return scratch;
    }

    @Override
    public int onesPerExample() {
        return in.length();
    }

    @Override
    public void forward(LayerPass p) {
        for (int task = 0; task < p.tasks; task++) {
            int w = p.weightsAt(task);
            products(p, task, w);
            transpose(p, w);
            hyper.begin(p, task);
            main.begin(p, task);
            for (int step = 0; step < in.length(); step++) {
                forward(p, task, step, w);
            }
            int y = task * p.batch * in.length() * units;
            out.byExample(p.batch, p.saved, main.hidden.at(task, p.batch, 1), p.y, y);
        }
    }

    /** What the inputs of all steps contribute. */
    private void products(LayerPass p, int task, int w) {
        int n = in.features();
        int rows = in.length() * p.batch;
        int xAt = x.at(task, p.batch, 0);
        in.byTime(p.batch, p.x, task * rows * n, p.saved, xAt);
        int y = fromInput.at(task, p.batch, 0);
        toSums.product(rows, p.saved, xAt, n, p.theta, w, -1, p.saved, y, sums, p.scratch);
        int hyperWeight = w + weights.hyperInput();
        int gates = hyper.gates.at(task, p.batch, 0);
        toHyperSums.product(rows, p.saved, xAt, n, p.theta, hyperWeight, -1, p.saved, gates, hyperSums, p.scratch);
    }

    /** Matrices that each step multiplies with, in the form that OpenBLAS is fast at. */
    private void transpose(LayerPass p, int w) {
        float[] to = p.scratch;
        Transposition.copy(sums, units, p.theta, w + weights.recurrent(), units, to, recurrentScratch, sums);
        Transposition.copy(hyperSums, units, p.theta, w + weights.hyperMain(), units, to, hyperMainScratch, hyperSums);
        int recurrent = w + weights.hyperRecurrent();
        Transposition.copy(hyperSums, hyperUnits, p.theta, recurrent, hyperUnits, to, hyperScratch, hyperSums);
        Transposition.copy(embedded, hyperUnits, p.theta, w + weights.embed(), hyperUnits, to, embedScratch, embedded);
    }

    private void forward(LayerPass p, int task, int step, int w) {
        int n = p.batch;
        float[] s = p.saved;
        int h = main.hidden.at(task, n, step);
        int k = hyper.hidden.at(task, n, step);
        int hyperGates = hyper.gates.at(task, n, step);
        Blas.gemm(
                n, hyperSums, units, s, h, units, p.scratch, hyperMainScratch, hyperSums, 1, s, hyperGates, hyperSums);
        Blas.gemm(
                n,
                hyperSums,
                hyperUnits,
                s,
                k,
                hyperUnits,
                p.scratch,
                hyperScratch,
                hyperSums,
                1,
                s,
                hyperGates,
                hyperSums);
        hyper.forward(p, task, step, w + weights.hyperNorm());
        makeScales(p, task, step, w);
        Blas.gemm(
                n,
                sums,
                units,
                s,
                h,
                units,
                p.scratch,
                recurrentScratch,
                sums,
                0,
                s,
                fromState.at(task, n, step),
                sums);
        for (int row = 0; row < n; row++) {
            addUp(p, task, step, row, w + weights.bias());
        }
        main.forward(p, task, step, w + weights.norm());
    }

    /** The embeddings of the small LSTM's new state, and the scales and biases made of them. */
    private void makeScales(LayerPass p, int task, int step, int w) {
        int n = p.batch;
        float[] s = p.saved;
        int k = hyper.hidden.at(task, n, step + 1);
        int z = embeddings.at(task, n, step);
        int biased = HyperLstmWeights.SCALES * size;
        for (int at = z; at < z + n * embedded; at += embedded) {
            System.arraycopy(p.theta, w + weights.embedBias(), s, at, biased);
            Arrays.fill(s, at + biased, at + embedded, 0);
        }
        Blas.gemm(n, embedded, hyperUnits, s, k, hyperUnits, p.scratch, embedScratch, embedded, 1, s, z, embedded);
        int to = scales.at(task, n, step);
        for (int i = 0; i < EMBEDDINGS; i++) {
            int make = w + weights.make() + i * size * units;
            Blas.gemm(n, units, size, s, z + i * size, embedded, p.theta, make, units, 0, s, to + i * units, made);
        }
    }

    private void addUp(LayerPass p, int task, int step, int row, int bias) {
        float[] s = p.saved;
        int gates = main.gates.at(task, p.batch, step) + row * sums;
        int a = fromState.at(task, p.batch, step) + row * sums;
        int b = fromInput.at(task, p.batch, step) + row * sums;
        int d = scales.at(task, p.batch, step) + row * made;
        for (int i = 0; i < sums; i++) {
            float scaled = s[d + i] * s[a + i] + s[d + sums + i] * s[b + i];
            s[gates + i] = scaled + s[d + 2 * sums + i] + p.theta[bias + i];
        }
    }

    @Override
    public void backward(LayerPass p) {
        for (int task = 0; task < p.tasks; task++) {
            int w = p.weightsAt(task);
            int dw = p.dTheta == null ? 0 : p.gradientAt(task);
            if (p.dTheta != null) {
                Arrays.fill(p.dTheta, dw + weights.hyperNorm(), dw + weights.embed(), 0);
                Arrays.fill(p.dTheta, dw + weights.norm(), dw + weights.norm() + main.normWeights(), 0);
            }
            main.beginBackward(p, task);
            hyper.beginBackward(p, task);
            for (int step = in.length() - 1; step >= 0; step--) {
                backward(p, task, step, w, dw);
            }
            if (p.dTheta != null) {
                productGradients(p, task, dw);
                scaleGradients(p, task, dw);
            }
            if (p.dx != null) {
                inputGradient(p, task, w);
            }
        }
    }

    private void backward(LayerPass p, int task, int step, int w, int dw) {
        int n = p.batch;
        float[] s = p.saved;
        int dh = main.dHidden.at(task, n, 0);
        int dk = hyper.dHidden.at(task, n, 0);
        out.addStep(n, step, p.dy, task * n * in.length() * units, s, dh);
        main.backward(p, task, step, w + weights.norm(), dw + weights.norm());
        for (int row = 0; row < n; row++) {
            splitUp(p, task, step, row);
        }
        scalesBack(p, task, step, w, dk);
        hyper.backward(p, task, step, w + weights.hyperNorm(), dw + weights.hyperNorm());
        int dg = hyper.dGates.at(task, n, step);
        int da = dFromState.at(task, n, step);
        Blas.gemm(n, units, sums, s, da, sums, p.theta, w + weights.recurrent(), units, 0, s, dh, units);
        Blas.gemm(n, units, hyperSums, s, dg, hyperSums, p.theta, w + weights.hyperMain(), units, 1, s, dh, units);
        int recurrent = w + weights.hyperRecurrent();
        Blas.gemm(n, hyperUnits, hyperSums, s, dg, hyperSums, p.theta, recurrent, hyperUnits, 0, s, dk, hyperUnits);
    }

    private void splitUp(LayerPass p, int task, int step, int row) {
        float[] s = p.saved;
        int dGates = main.dGates.at(task, p.batch, step) + row * sums;
        int a = fromState.at(task, p.batch, step) + row * sums;
        int b = fromInput.at(task, p.batch, step) + row * sums;
        int d = scales.at(task, p.batch, step) + row * made;
        int da = dFromState.at(task, p.batch, step) + row * sums;
        int db = dFromInput.at(task, p.batch, step) + row * sums;
        int dd = dScales.at(task, p.batch, step) + row * made;
        for (int i = 0; i < sums; i++) {
            float g = s[dGates + i];
            s[da + i] = g * s[d + i];
            s[db + i] = g * s[d + sums + i];
            s[dd + i] = g * s[a + i];
            s[dd + sums + i] = g * s[b + i];
            s[dd + 2 * sums + i] = g;
        }
    }

    /** Adds what scales and biases bring to the gradient of the small LSTM's state. */
    private void scalesBack(LayerPass p, int task, int step, int w, int dk) {
        int n = p.batch;
        float[] s = p.saved;
        int dz = dEmbeddings.at(task, n, step);
        int dd = dScales.at(task, n, step);
        for (int i = 0; i < EMBEDDINGS; i++) {
            int make = w + weights.make() + i * size * units;
            Blas.gemmTransposedB(
                    n, size, units, s, dd + i * units, made, p.theta, make, units, 0, s, dz + i * size, embedded);
        }
        int embed = w + weights.embed();
        Blas.gemm(n, hyperUnits, embedded, s, dz, embedded, p.theta, embed, hyperUnits, 1, s, dk, hyperUnits);
    }

    /** Gradients of the matrices that inputs and states are multiplied with, over all steps at once. */
    private void productGradients(LayerPass p, int task, int dw) {
        int xAt = x.at(task, p.batch, 0);
        int h = main.hidden.at(task, p.batch, 0);
        int k = hyper.hidden.at(task, p.batch, 0);
        int dg = hyper.dGates.at(task, p.batch, 0);
        product(p, sums, dFromInput.at(task, p.batch, 0), in.features(), xAt, dw);
        product(p, sums, dFromState.at(task, p.batch, 0), units, h, dw + weights.recurrent());
        product(p, hyperSums, dg, in.features(), xAt, dw + weights.hyperInput());
        product(p, hyperSums, dg, units, h, dw + weights.hyperMain());
        product(p, hyperSums, dg, hyperUnits, k, dw + weights.hyperRecurrent());
    }

    /** The gradient {@code [m, n]} of a matrix from {@code [rows, m]} and {@code [rows, n]}. */
    private void product(LayerPass p, int m, int dy, int n, int from, int to) {
        Blas.gemmTransposedA(m, n, in.length() * p.batch, p.saved, dy, m, p.saved, from, n, 0, p.dTheta, to, n);
    }

    private void scaleGradients(LayerPass p, int task, int dw) {
        int n = in.length() * p.batch;
        float[] s = p.saved;
        int z = embeddings.at(task, p.batch, 0);
        int dz = dEmbeddings.at(task, p.batch, 0);
        int dd = dScales.at(task, p.batch, 0);
        product(p, embedded, dz, hyperUnits, hyper.hidden.at(task, p.batch, 1), dw + weights.embed());
        int biased = HyperLstmWeights.SCALES * size;
        Blas.gemm(1, biased, n, p.ones, 0, n, s, dz, embedded, 0, p.dTheta, dw + weights.embedBias(), biased);
        for (int i = 0; i < EMBEDDINGS; i++) {
            int to = dw + weights.make() + i * size * units;
            int from = z + i * size;
            Blas.gemmTransposedA(size, units, n, s, from, embedded, s, dd + i * units, made, 0, p.dTheta, to, units);
        }
        int dg = main.dGates.at(task, p.batch, 0);
        Blas.gemm(1, sums, n, p.ones, 0, n, s, dg, sums, 0, p.dTheta, dw + weights.bias(), sums);
    }

    private void inputGradient(LayerPass p, int task, int w) {
        int n = in.features();
        int rows = in.length() * p.batch;
        int db = dFromInput.at(task, p.batch, 0);
        int dg = hyper.dGates.at(task, p.batch, 0);
        int to = dx.at(task, p.batch, 0);
        Blas.gemm(rows, n, sums, p.saved, db, sums, p.theta, w, n, 0, p.saved, to, n);
        int hyperWeight = w + weights.hyperInput();
        Blas.gemm(rows, n, hyperSums, p.saved, dg, hyperSums, p.theta, hyperWeight, n, 1, p.saved, to, n);
        in.byExample(p.batch, p.saved, to, p.dx, task * rows * n);
    }
}
