package org.hypernetspark.hyper;

import java.util.List;
import java.util.Locale;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.RowGroup;
import org.hypernetspark.net.Together;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A task's support set, encoded: the hypernet sees the task through rows of it, features and labels. Every row runs through
 * one network; the results are pooled, so the order of the rows does not matter (Zaheer et al. 2017, "Deep sets"). With
 * {@link Together} in it, rows attend to one another before that (Lee et al. 2019, "Set transformer"). An unseen task needs a
 * few rows and no training.
 *
 * @param rows drawn from a task's training rows in each step, at least 1
 * @param mostRows of a task that are encoded outside training, evenly spaced over all; at least 1
 * @param features values of a row
 * @param labels of a row
 * @param classes number of classes, which are encoded one-hot; 0 if labels are values
 * @param encoder layers that every row runs through, or that see all rows of a task together
 * @param pooling how the rows become one vector
 */
public record SupportInput(
        int rows, int mostRows, int features, int labels, int classes, List<LayerSpec> encoder, Pooling pooling)
        implements ConditionInput {
    /** How encoded rows become one vector. */
    public enum Pooling {
        /** Their mean. */
        MEAN,
        /**
         * Their mean weighted by attention: a learned query decides how much each row counts (Lee et al. 2019, "Set
         * transformer", pooling by one seed without projections).
         */
        ATTENTION;

        /** The name used in configurations. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Copies the list and checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range, or a layer does not fit
     */
    public SupportInput {
        encoder = List.copyOf(encoder);
        if (rows < 1 || mostRows < 1) {
            throw new IllegalArgumentException(
                    "A support set needs at least 1 row, got rows " + rows + " and predictRows " + mostRows);
        }
        if (features < 1 || labels < 1 || classes < 0) {
            throw new IllegalArgumentException("A support set needs rows with features and labels, got " + features
                    + " features, " + labels + " labels and " + classes + " classes");
        }
        network(features, labels, classes, encoder, rows);
    }

    private static Network network(int features, int labels, int classes, List<LayerSpec> encoder, int rows) {
        RowGroup set = RowGroup.set(rows);
        return Network.of(
                Shape.of(features + labels * Math.max(1, classes)),
                encoder.stream().map(layer -> layer.over(set)).toList());
    }

    @Override
    public String name() {
        return "support";
    }

    /** The network that every row runs through, for {@link #rows} of a task. */
    public Network network() {
        return network(rows);
    }

    /** The same, with the same parameters, for another number of rows of each task, padding included. */
    Network network(int taskRows) {
        return network(features, labels, classes, encoder, taskRows);
    }

    /** Outputs of the encoder's last layer. */
    @Override
    public int size() {
        return network().output().size();
    }

    @Override
    public Variability variability() {
        return Variability.STEP;
    }

    /** The encoder's weights, and with attention the query behind them. */
    @Override
    public ParameterLayout parameters() {
        ParameterLayout layout = network().layout();
        if (pooling == Pooling.MEAN) {
            return layout;
        }
        int width = size();
        return layout.followedBy(ParameterLayout.of(
                List.of(new ParameterSpec("pool.query", ParameterKind.WEIGHT, Shape.of(1, width), width, 1))));
    }
}
