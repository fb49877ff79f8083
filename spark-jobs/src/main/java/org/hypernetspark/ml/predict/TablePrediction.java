package org.hypernetspark.ml.predict;

import java.util.Arrays;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.hyper.ColumnsInput;
import org.hypernetspark.ml.plan.Blocks;
import org.hypernetspark.ml.table.Cells;
import org.hypernetspark.ml.table.FeatureReader;

/**
 * Predicts the rows of a partition, in their order: each block of rows is predicted task by task.
 *
 * <p>A row's prediction depends on the row and the model alone. Where the rows of a task lie apart, blocks grow until enough of
 * them meet in one.
 */
final class TablePrediction implements Blocks {
    /** Rows that fit into a core's cache with all that is made of them, if they are not wide. */
    private static final int FEW = 2048;

    private static final int MOST = 65536;
    /** Values that the encoded rows of a block may have. */
    private static final long MOST_VALUES = 4L << 20;
    /** Rows of a network in a block that are enough. */
    private static final int ENOUGH = 16;

    private final ModelPayload payload;
    private final PredictionRules rules;
    private final OutputColumns columns;
    private final FeatureReader reader;
    private final BlockPredictor predictor;
    private final int[] seen;
    private final RowPreference preference;
    private final RowGroups groups;
    private final int most;
    /** What the network of each row depends on; null for a row that cannot be predicted. */
    private NetworkKey[] keys;

    private float[] x;
    private float[] y;
    private int size;

    /**
     * Of the rows of one partition.
     *
     * @param schema of the rows
     * @param columns what is added to each row
     */
    TablePrediction(StructType schema, ModelPayload payload, PredictionRules rules, OutputColumns columns) {
        this.payload = payload;
        this.rules = rules;
        this.columns = columns;
        this.reader = new FeatureReader(payload.encoder(), schema);
        this.predictor = BlockPredictor.of(payload, rules);
        this.preference = new RowPreference(payload.condition().preference(), rules.preferenceColumns(), schema);
        ColumnsInput columnsSeen = payload.condition().columns();
        this.seen = columnsSeen == null
                ? new int[0]
                : columnsSeen.positions().stream().mapToInt(Integer::intValue).toArray();
        long widest = Math.max(1, Math.max(predictor.rowWidth(), predictor.outputWidth()));
        this.most = (int) Math.max(1, Math.min(MOST, MOST_VALUES / widest));
        this.groups = new RowGroups(payload, rules, most);
        allocate(Math.min(FEW, most));
    }

    private void allocate(int rows) {
        keys = new NetworkKey[rows];
        x = new float[rows * predictor.rowWidth()];
        y = new float[rows * predictor.outputWidth()];
    }

    @Override
    public int begin() {
        boolean apart = size == keys.length && size < ENOUGH * groups.block().size();
        if (apart && size < most && !payload.condition().perExample()) {
            allocate(Math.min(2 * size, most));
        }
        groups.clear();
        size = 0;
        return keys.length;
    }

    @Override
    public void read(Cells row, int at) {
        keys[at] = encode(row, at) ? key(row, at) : null;
        size = at + 1;
    }

    @Override
    public void compute() {
        for (int at = 0; at < size; at++) {
            if (keys[at] != null && !groups.add(keys[at], at)) {
                keys[at] = null;
            }
        }
        predictor.predict(groups.block(), x, y);
    }

    @Override
    public Object[] values(int at) {
        return columns.values(y, keys[at] != null ? at * predictor.outputWidth() : -1);
    }

    /** What the network of the row just read depends on. */
    private NetworkKey key(Cells row, int at) {
        float[] descriptor = reader.descriptor();
        float[] given = seen.length == 0 ? descriptor : Arrays.copyOf(descriptor, descriptor.length + seen.length);
        for (int i = 0; i < seen.length; i++) {
            given[descriptor.length + i] = x[at * predictor.rowWidth() + seen[i]];
        }
        return new NetworkKey(reader.task(), variant(), given, preference.read(row));
    }

    /** Of the task of the row just read; one that is not to be predicted need not have any. */
    private int variant() {
        boolean asked = payload.variants() > 1 && rules.admits(payload, reader.task());
        return asked ? payload.variant(reader.task(), reader.variant()) : 0;
    }

    private boolean encode(Cells row, int at) {
        boolean read = reader.read(row, x, at * predictor.rowWidth());
        if (!read && rules.invalidRow() == InvalidRow.ERROR) {
            throw new IllegalArgumentException(
                    reader.problem() + ", or set invalidRow to \"nan\" to predict NaN for them");
        }
        return read;
    }
}
