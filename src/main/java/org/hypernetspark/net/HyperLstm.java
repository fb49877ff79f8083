package org.hypernetspark.net;

import org.hypernetspark.param.Shape;

/**
 * HyperLSTM (Ha, Dai and Le 2017, section 3.2 and appendix A.2.2): an LSTM whose weights a small LSTM, the hypernet, rescales
 * in each step. {@code [length, features]} to {@code [length, units]}, from zero states.
 *
 * <p>With h, x the main LSTM's state and input and LN layer normalisation, in each step:
 *
 * <ul>
 *   <li>the small layer-normalised LSTM reads h(t-1) and x(t), and its state becomes k(t);
 *   <li>for each gate three embeddings of a few values: {@code z_h = A_h k + a_h}, {@code z_x = A_x k + a_x}, {@code z_b = A_b
 *       k};
 *   <li>the gate's sum is {@code LN(D_h z_h * W_h h + D_x z_x * W_x x + D_b z_b + b)}, products {@code *} value by value: rows
 *       of the weights are rescaled, which costs no more memory than the states;
 *   <li>the main LSTM goes on as usual, {@code h = o tanh(LN(c))}.
 * </ul>
 *
 * <p>At the start {@code A_h = A_x = 0, a = 1, D_h = D_x = 0.1 / embedding, D_b = 0}: all scales are 0.1, whose size the
 * normalisation removes, so that training begins as that of a layer-normalised LSTM. The forget gates are shifted by 1.
 *
 * @param units size of the main state, at least 2
 * @param hyperUnits size of the small LSTM's state, at least 2
 * @param embedding values of each embedding, at least 1
 */
public record HyperLstm(int units, int hyperUnits, int embedding) implements LayerSpec {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is too small, naming it
     */
    public HyperLstm {
        atLeast(2, "units", units);
        atLeast(2, "hyperUnits", hyperUnits);
        atLeast(1, "embedding", embedding);
    }

    private static void atLeast(int least, String name, int value) {
        if (value < least) {
            throw new IllegalArgumentException(
                    "a hyperLstm layer needs " + name + " of at least " + least + ", got " + value);
        }
    }

    @Override
    public String name() {
        return "hyper-lstm";
    }

    @Override
    public Layer bind(Shape input) {
        return new BoundHyperLstm(new HyperLstmWeights(this, Steps.of(input).features()), Steps.of(input));
    }
}
