package org.example.parts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigType;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.LossPass;
import org.hypernetspark.param.Shape;

/**
 * An objective: the pinball loss of quantile regression (Koenker and Bassett 1978), at the level that the preference is; at the
 * median where there is none. {@code loss: pinball}.
 */
public record Pinball() implements Loss, ConfigType<Pinball> {
    @Override
    public String name() {
        return "pinball";
    }

    @Override
    public int labelWidth(Shape output) {
        return output.size();
    }

    @Override
    public void compute(LossPass pass) {
        int n = pass.batch * pass.width;
        for (int task = 0; task < pass.tasks; task++) {
            double count = 0;
            for (int i = task * n; i < (task + 1) * n; i++) {
                count += pass.mask[i];
            }
            pass.counts[task] = count;
            pass.losses[task] = loss(pass, task * n, n, count);
        }
    }

    private static double loss(LossPass pass, int at, int n, double count) {
        float level = pass.preference == null ? 0.5f : pass.preference[at / n];
        double sum = 0;
        for (int i = at; i < at + n; i++) {
            boolean counts = pass.mask[i] != 0;
            float error = counts ? pass.labels[i] - pass.output[i] : 0;
            float slope = error > 0 ? level : level - 1;
            sum += slope * error;
            if (pass.dOutput != null) {
                pass.dOutput[i] = counts ? (float) (-slope / count) : 0;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    @Override
    public void link(float[] output, int rows, int width) {
        // Outputs are predictions already.
    }

    @Override
    public boolean classification() {
        return false;
    }

    @Override
    public Class<Pinball> type() {
        return Pinball.class;
    }

    @Override
    public boolean nameAlone() {
        return true;
    }

    @Override
    public Pinball read(ConfigNode node) {
        return new Pinball();
    }

    @Override
    public void write(Pinball loss, ObjectNode node) {
        // It has no settings.
    }
}
