package org.example.parts;

import java.util.List;
import org.hypernetspark.hyper.OutputStrategyContract;
import org.hypernetspark.hyper.StrategyCase;

/** A condition of 5, a trunk of 8 tanh units, 4 units of the head, 77 weights. */
class HiddenHeadTest extends OutputStrategyContract {
    private static final int CONDITION = 5;
    private static final int TRUNK = 8;
    private static final int UNITS = 4;
    private static final int WEIGHTS = 77;

    @Override
    protected List<StrategyCase> cases() {
        int phi = TRUNK * (CONDITION + 1) + UNITS * (TRUNK + 1) + WEIGHTS * (UNITS + 1);
        return List.of(new StrategyCase(new HiddenHead(UNITS), List.of(), phi, 0));
    }

    @Override
    protected double[] reference(StrategyCase each, double[] phi, double[] conditions, int at) {
        double[] values = new double[CONDITION];
        System.arraycopy(conditions, at, values, 0, CONDITION);
        double[] hidden = tanh(linear(phi, 0, TRUNK, values));
        int headAt = TRUNK * (CONDITION + 1);
        double[] units = tanh(linear(phi, headAt, UNITS, hidden));
        return linear(phi, headAt + UNITS * (TRUNK + 1), WEIGHTS, units);
    }

    private static double[] linear(double[] phi, int at, int outputs, double[] x) {
        double[] y = new double[outputs];
        for (int i = 0; i < outputs; i++) {
            y[i] = phi[at + outputs * x.length + i];
            for (int j = 0; j < x.length; j++) {
                y[i] += phi[at + i * x.length + j] * x[j];
            }
        }
        return y;
    }

    private static double[] tanh(double[] x) {
        for (int i = 0; i < x.length; i++) {
            x[i] = Math.tanh(x[i]);
        }
        return x;
    }
}
