package org.hypernetspark.net;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.StepMemory.Block;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Tanh;

/**
 * What an LSTM does with its gates' sums in one step (Hochreiter and Schmidhuber 1997; Gers et al. 2000), with or without layer
 * normalisation: {@code c' = f c + i g}, {@code h' = o tanh(c')}, where g is the tanh and f, o, i are the logistic function of
 * the normalised sums, and the tanh is of the normalised {@code c'}.
 *
 * <p>Gates stand in DL4J's order: candidate g, forget f, output o, input i.
 */
final class LstmCell {
    /** Number of gates. */
    static final int GATES = 4;

    private final int units;
    /** Sums of the gates, to be filled before {@link #forward}, which turns them into the gates. */
    final Block gates;
    /** Gradient with respect to the sums, as {@link #backward} leaves it. */
    final Block dGates;
    /** Hidden states; step 0 is before the first input. */
    final Block hidden;
    /** Gradient with respect to the hidden state, to be filled before {@link #backward}. */
    final Block dHidden;

    private final Block cells;
    private final Block squashed;
    private final Block dCell;
    private final RowNorm gateNorm;
    private final RowNorm cellNorm;

    LstmCell(StepMemory memory, int steps, int units, boolean layerNorm) {
        this.units = units;
        this.gates = memory.add(steps, GATES * units);
        this.dGates = memory.add(steps, GATES * units);
        this.hidden = memory.add(steps + 1, units);
        this.cells = memory.add(steps + 1, units);
        this.squashed = memory.add(steps, units);
        this.dHidden = memory.add(1, units);
        this.dCell = memory.add(1, units);
        this.gateNorm = layerNorm ? new RowNorm(memory, steps, GATES, units) : null;
        this.cellNorm = layerNorm ? new RowNorm(memory, steps, 1, units) : null;
    }

    /** The tensors of the normalisation; the forget gate is shifted by 1. */
    static List<ParameterSpec> normParameters(String prefix, int units) {
        List<ParameterSpec> specs =
                new ArrayList<>(RowNorm.parameters(prefix + "gate", GATES, units, 0.0, 1.0, 0.0, 0.0));
        specs.addAll(RowNorm.parameters(prefix + "cell", 1, units, 0.0));
        return specs;
    }

    /** Number of weights of the normalisation; 0 if there is none. */
    int normWeights() {
        return gateNorm == null ? 0 : gateNorm.weights() + cellNorm.weights();
    }

    /** Sets the state before the first step to zero. */
    void begin(LayerPass p, int task) {
        clear(p, hidden.at(task, p.batch, 0));
        clear(p, cells.at(task, p.batch, 0));
    }

    /** Sets the gradients of the state after the last step to zero. */
    void beginBackward(LayerPass p, int task) {
        clear(p, dHidden.at(task, p.batch, 0));
        clear(p, dCell.at(task, p.batch, 0));
    }

    private void clear(LayerPass p, int at) {
        Arrays.fill(p.saved, at, at + p.batch * units, 0);
    }

    /** One step, from the gates' sums; the normalisation's weights begin at {@code norm}. */
    void forward(LayerPass p, int task, int step, int norm) {
        int g = gates.at(task, p.batch, step);
        if (gateNorm != null) {
            gateNorm.forward(p, task, step, p.saved, g, norm);
        }
        int before = cells.at(task, p.batch, step);
        int after = cells.at(task, p.batch, step + 1);
        for (int row = 0; row < p.batch; row++) {
            activate(p.saved, g + row * GATES * units);
            state(p.saved, g + row * GATES * units, before + row * units, after + row * units);
        }
        output(p, task, step, norm);
    }

    private void activate(float[] x, int at) {
        for (int i = at; i < at + units; i++) {
            x[i] = Tanh.of(x[i]);
        }
        for (int i = at + units; i < at + GATES * units; i++) {
            x[i] = Tanh.sigmoid(x[i]);
        }
    }

    private void state(float[] x, int g, int before, int after) {
        for (int i = 0; i < units; i++) {
            x[after + i] = x[g + units + i] * x[before + i] + x[g + 3 * units + i] * x[g + i];
        }
    }

    private void output(LayerPass p, int task, int step, int norm) {
        int size = p.batch * units;
        int q = squashed.at(task, p.batch, step);
        System.arraycopy(p.saved, cells.at(task, p.batch, step + 1), p.saved, q, size);
        if (cellNorm != null) {
            cellNorm.forward(p, task, step, p.saved, q, norm + gateNorm.weights());
        }
        float[] x = p.saved;
        for (int i = q; i < q + size; i++) {
            x[i] = Tanh.of(x[i]);
        }
        int h = hidden.at(task, p.batch, step + 1);
        int g = gates.at(task, p.batch, step);
        for (int row = 0; row < p.batch; row++) {
            int o = g + (row * GATES + 2) * units;
            for (int i = 0; i < units; i++) {
                x[h + row * units + i] = x[o + i] * x[q + row * units + i];
            }
        }
    }

    /** One step back: {@link #dHidden} and the cell's gradient become {@link #dGates} and the gradient of the cell before. */
    void backward(LayerPass p, int task, int step, int norm, int dNorm) {
        int g = gates.at(task, p.batch, step);
        int dg = dGates.at(task, p.batch, step);
        int q = squashed.at(task, p.batch, step);
        int dq = dHidden.at(task, p.batch, 0);
        int dc = dCell.at(task, p.batch, 0);
        for (int row = 0; row < p.batch; row++) {
            outputGradient(
                    p.saved, g + row * GATES * units, dg + row * GATES * units, q + row * units, dq + row * units);
        }
        if (cellNorm != null) {
            int skip = gateNorm.weights();
            cellNorm.backward(p, task, step, p.saved, dq, norm + skip, dNorm + skip);
        }
        int c = cells.at(task, p.batch, step);
        for (int row = 0; row < p.batch; row++) {
            int at = row * units;
            stateGradient(p.saved, g + GATES * at, dg + GATES * at, c + at, dq + at, dc + at);
        }
        if (gateNorm != null) {
            gateNorm.backward(p, task, step, p.saved, dg, norm, dNorm);
        }
    }

    /** The output gate's gradient; the hidden state's becomes that of the squashed cell's argument. */
    private void outputGradient(float[] x, int g, int dg, int q, int dq) {
        int o = 2 * units;
        for (int i = 0; i < units; i++) {
            float gate = x[g + o + i];
            float value = x[q + i];
            float d = x[dq + i];
            x[dg + o + i] = d * value * gate * (1 - gate);
            x[dq + i] = d * gate * (1 - value * value);
        }
    }

    private void stateGradient(float[] x, int g, int dg, int c, int dq, int dc) {
        int f = units;
        int in = 3 * units;
        for (int i = 0; i < units; i++) {
            float d = x[dc + i] + x[dq + i];
            float candidate = x[g + i];
            float forget = x[g + f + i];
            float input = x[g + in + i];
            x[dg + i] = d * input * (1 - candidate * candidate);
            x[dg + f + i] = d * x[c + i] * forget * (1 - forget);
            x[dg + in + i] = d * candidate * input * (1 - input);
            x[dc + i] = d * forget;
        }
    }
}
