package org.hypernetspark.reference;

import java.util.Arrays;
import org.hypernetspark.hyper.SupportInput;
import org.hypernetspark.task.Rows;

/** An encoded support set, written from its description. */
public final class ReferenceCondition {
    private ReferenceCondition() {}

    /** The vector of the given rows, encoded by the weights that begin at {@code phi[at]}. */
    public static double[] support(SupportInput input, double[] phi, int at, Rows rows, int[] chosen) {
        double[][] encoded = new double[chosen.length][];
        Arrays.setAll(encoded, i -> row(input, rows, chosen[i]));
        ReferenceRows encoder = new ReferenceRows(input.encoder(), null, encoded, phi, at);
        encoded = encoder.outputs();
        int size = input.size();
        double[] shares = new double[chosen.length];
        double sum = 0;
        for (int i = 0; i < chosen.length; i++) {
            double score = 0;
            for (int j = 0; j < size && input.pooling() == SupportInput.Pooling.ATTENTION; j++) {
                score += encoded[i][j] * phi[encoder.end() + j] / Math.sqrt(size);
            }
            shares[i] = Math.exp(score);
            sum += shares[i];
        }
        double[] vector = new double[size];
        for (int i = 0; i < chosen.length; i++) {
            for (int j = 0; j < size; j++) {
                vector[j] += shares[i] / sum * encoded[i][j];
            }
        }
        return vector;
    }

    private static double[] row(SupportInput input, Rows rows, int row) {
        int classes = Math.max(1, input.classes());
        double[] x = new double[input.features() + input.labels() * classes];
        for (int i = 0; i < input.features(); i++) {
            x[i] = rows.features()[row * input.features() + i];
        }
        for (int i = 0; i < input.labels(); i++) {
            int at = row * input.labels() + i;
            if (rows.given(at) && input.classes() == 0) {
                x[input.features() + i] = rows.labels()[at];
            } else if (rows.given(at)) {
                x[input.features() + i * classes + (int) rows.labels()[at]] = 1;
            }
        }
        return x;
    }
}
