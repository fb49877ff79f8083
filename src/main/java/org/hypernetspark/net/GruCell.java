package org.hypernetspark.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.StepMemory.Block;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;
import org.hypernetspark.param.Tanh;
import org.hypernetspark.param.Transposition;

/**
 * Gated recurrent unit (Cho et al. 2014) over any rows, in the form that takes the recurrent product before the reset gate, as
 * cuDNN's does: {@code r = s(W_r x + U_r h + b_r)}, {@code z = s(W_z x + U_z h + b_z)}, {@code n = tanh(W_n x + b_n + r (U_n h +
 * a))}, {@code h' = (1 - z) n + z h}.
 *
 * <p>The input's share {@code W x + b} is filled in by the layer. Weights here: {@code recurrent [3 units, units]}, {@code
 * recurrentBias [units]} (a). Gates stand in the order reset, update, candidate.
 */
final class GruCell {
    /** Number of gates. */
    static final int GATES = 3;

    private final int units;
    private final int sums;
    /** The input's share of the gates' sums, to be filled before {@link #forward}, which turns them into the gates. */
    final Block gates;
    /** Gradient with respect to the input's share. */
    final Block dGates;
    /** States; step 0 is before the first input and to be filled. */
    final Block hidden;
    /** Gradient with respect to the state, to be filled before {@link #backward}; it becomes that of the state before. */
    final Block dHidden;

    private final Block fromState;
    private final Block dFromState;

    GruCell(StepMemory memory, int steps, int units) {
        this.units = units;
        this.sums = GATES * units;
        this.gates = memory.add(steps, sums);
        this.dGates = memory.add(steps, sums);
        this.fromState = memory.add(steps, sums);
        this.dFromState = memory.add(steps, sums);
        this.hidden = memory.add(steps + 1, units);
        this.dHidden = memory.add(1, units);
    }

    /** The input's tensors, then the recurrent ones. */
    static List<ParameterSpec> parameters(int features, int units) {
        int sums = GATES * units;
        List<ParameterSpec> specs = new ArrayList<>();
        specs.add(new ParameterSpec("weight", ParameterKind.WEIGHT, Shape.of(sums, features), features, units));
        specs.add(new ParameterSpec("bias", ParameterKind.BIAS, Shape.of(sums), features, units));
        specs.add(new ParameterSpec("recurrent", ParameterKind.WEIGHT, Shape.of(sums, units), units, units));
        specs.add(new ParameterSpec("recurrentBias", ParameterKind.BIAS, Shape.of(units), units, units));
        return specs;
    }

    /** Floats of scratch memory. */
    int scratch() {
        return sums * units;
    }

    /** Puts the recurrent weights at {@code w} into scratch memory, in the form {@link #forward} reads. */
    void begin(LayerPass p, int w) {
        Transposition.copy(sums, units, p.theta, w, units, p.scratch, 0, sums);
    }

    /** One step of {@code rows} rows; recurrent weights begin at {@code w}. */
    void forward(LayerPass p, int task, int rows, int step, int w) {
        float[] s = p.saved;
        int before = hidden.at(task, rows, step);
        int state = fromState.at(task, rows, step);
        Blas.gemm(rows, sums, units, s, before, units, p.scratch, 0, sums, 0, s, state, sums);
        int g = gates.at(task, rows, step);
        int after = hidden.at(task, rows, step + 1);
        for (int row = 0; row < rows; row++) {
            int at = row * units;
            forward(p, g + GATES * at, state + GATES * at, before + at, after + at, w + sums * units);
        }
    }

    private void forward(LayerPass p, int g, int state, int before, int after, int bias) {
        float[] s = p.saved;
        int n = 2 * units;
        for (int i = 0; i < n; i++) {
            s[g + i] += s[state + i];
        }
        for (int i = g; i < g + n; i++) {
            s[i] = Tanh.sigmoid(s[i]);
        }
        for (int i = 0; i < units; i++) {
            s[state + n + i] += p.theta[bias + i];
            s[g + n + i] += s[g + i] * s[state + n + i];
        }
        for (int i = g + n; i < g + n + units; i++) {
            s[i] = Tanh.of(s[i]);
        }
        for (int i = 0; i < units; i++) {
            float update = s[g + units + i];
            s[after + i] = (1 - update) * s[g + n + i] + update * s[before + i];
        }
    }

    /** One step back. */
    void backward(LayerPass p, int task, int rows, int step, int w) {
        float[] s = p.saved;
        int g = gates.at(task, rows, step);
        int dg = dGates.at(task, rows, step);
        int state = fromState.at(task, rows, step);
        int dState = dFromState.at(task, rows, step);
        int before = hidden.at(task, rows, step);
        int dh = dHidden.at(task, rows, 0);
        for (int row = 0; row < rows; row++) {
            int at = row * units;
            int wide = row * sums;
            backward(s, g + wide, dg + wide, state + wide, dState + wide, before + at, dh + at);
        }
        Blas.gemm(rows, units, sums, s, dState, sums, p.theta, w, units, 1, s, dh, units);
    }

    private void backward(float[] s, int g, int dg, int state, int dState, int before, int dh) {
        int z = units;
        int n = 2 * units;
        for (int i = 0; i < units; i++) {
            float d = s[dh + i];
            float reset = s[g + i];
            float update = s[g + z + i];
            float candidate = s[g + n + i];
            float dCandidate = d * (1 - update) * (1 - candidate * candidate);
            float dUpdate = d * (s[before + i] - candidate) * update * (1 - update);
            float dReset = dCandidate * s[state + n + i] * reset * (1 - reset);
            s[dg + i] = dReset;
            s[dg + z + i] = dUpdate;
            s[dg + n + i] = dCandidate;
            s[dState + i] = dReset;
            s[dState + z + i] = dUpdate;
            s[dState + n + i] = dCandidate * reset;
            s[dh + i] = d * update;
        }
    }

    /** Gradients of the recurrent tensors over all steps, which begin at {@code dw}. */
    void weightGradients(LayerPass p, int task, int rows, int steps, int dw) {
        float[] s = p.saved;
        int all = rows * steps;
        int dState = dFromState.at(task, rows, 0);
        int h = hidden.at(task, rows, 0);
        Blas.gemmTransposedA(sums, units, all, s, dState, sums, s, h, units, 0, p.dTheta, dw, units);
        int bias = dw + sums * units;
        Arrays.fill(p.dTheta, bias, bias + units, 0);
        for (int row = 0; row < all; row++) {
            Kernels.axpy(units, 1, s, dState + row * sums + 2 * units, p.dTheta, bias);
        }
    }
}
