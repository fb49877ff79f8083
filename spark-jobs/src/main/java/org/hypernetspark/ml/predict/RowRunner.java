package org.hypernetspark.ml.predict;

import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;

/**
 * Runs rows of one task through one generated network. Keeps working memory; not thread-safe.
 *
 * <p>It always runs full batches, padded if need be: matrix products of different shapes differ in their last bits, and a
 * prediction shall not depend on the rows beside it.
 */
final class RowRunner {
    private static final int ROWS_AT_ONCE = 32;
    /** Rows that a small network runs at once: its cost is in the rows, not in reading its weights. */
    private static final int FEW_ROWS = 16;
    /** Weights up to which a network is small. */
    private static final int SMALL = 16384;

    private final NetworkPass pass;
    private final Loss loss;
    private final int rowWidth;
    private final int inputWidth;
    private final int outputWidth;
    private final int rowsAtOnce;
    private final float[] batch;

    RowRunner(Hypernet hypernet, Loss loss) {
        Network target = hypernet.target();
        this.rowsAtOnce =
                hypernet.condition().perExample() ? 1 : target.layout().size() <= SMALL ? FEW_ROWS : ROWS_AT_ONCE;
        this.pass = target.pass(1, rowsAtOnce);
        this.loss = loss;
        this.inputWidth = target.input().size();
        this.rowWidth = hypernet.condition().rowWidth(inputWidth);
        this.outputWidth = target.output().size();
        this.batch = new float[rowsAtOnce * inputWidth];
    }

    /** Values of an encoded row; the first of them are the target's input. */
    int rowWidth() {
        return rowWidth;
    }

    int outputWidth() {
        return outputWidth;
    }

    /** Rows that {@link #run} takes at most. */
    int rowsAtOnce() {
        return rowsAtOnce;
    }

    /** Predictions of up to {@link #rowsAtOnce} rows, from the one at {@code first}; valid until the next call. */
    float[] run(Weights theta, IntList rows, int first, int count, float[] x) {
        for (int i = 0; i < count; i++) {
            System.arraycopy(x, rows.get(first + i) * rowWidth, batch, i * inputWidth, inputWidth);
        }
        float[] output = pass.predict(theta, batch, 1, rowsAtOnce);
        loss.link(output, count, outputWidth);
        return output;
    }
}
