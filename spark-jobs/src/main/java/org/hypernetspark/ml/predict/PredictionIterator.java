package org.hypernetspark.ml.predict;

import java.util.Arrays;
import java.util.Iterator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.hyper.ColumnsInput;
import org.hypernetspark.ml.table.FeatureReader;

/**
 * Adds predictions to the rows of a partition, in their order: rows are held in blocks, each block is predicted task by
 * task.
 *
 * <p>A row's prediction depends on the row and the model alone.
 */
public final class PredictionIterator implements Iterator<Row> {
    private static final int BLOCK = 16384;
    /** Values that the rows of a block may have: they lie on the heap as objects. */
    private static final long MOST_VALUES = 4L << 20;

    private final Iterator<Row> rows;
    private final ModelPayload payload;
    private final PredictionRules rules;
    private final OutputColumns columns;
    private final FeatureReader reader;
    private final BlockPredictor predictor;
    private final int[] seen;
    private final RowPreference preference;
    /** The values of each row, with room for those that are added. */
    private final Object[][] block;

    private final boolean[] usable;
    private final RowGroups groups;
    private final float[] x;
    private final float[] y;
    private final int added;
    private int size;
    private int next;

    /**
     * Over the rows of one partition.
     *
     * @param schema of the rows
     * @param columns what is added to each row
     */
    public PredictionIterator(
            Iterator<Row> rows, StructType schema, ModelPayload payload, PredictionRules rules, OutputColumns columns) {
        this.rows = rows;
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
        long widest = Math.max(schema.length(), Math.max(predictor.rowWidth(), predictor.outputWidth()));
        this.block = new Object[(int) Math.max(1, Math.min(BLOCK, MOST_VALUES / widest))][];
        this.usable = new boolean[block.length];
        this.groups = new RowGroups(payload, rules, block.length);
        this.x = new float[block.length * predictor.rowWidth()];
        this.y = new float[block.length * predictor.outputWidth()];
        this.added = columns.values(y, -1).length;
    }

    @Override
    public boolean hasNext() {
        return next < size || rows.hasNext();
    }

    @Override
    public Row next() {
        if (next == size) {
            fill();
        }
        Object[] values = block[next];
        Object[] outputs = columns.values(y, usable[next] ? next * predictor.outputWidth() : -1);
        System.arraycopy(outputs, 0, values, values.length - added, added);
        block[next] = null;
        next++;
        return RowFactory.create(values);
    }

    /** Networks generated so far. */
    long generated() {
        return predictor.generated();
    }

    private void fill() {
        groups.clear();
        size = 0;
        next = 0;
        while (size < block.length && rows.hasNext()) {
            Row row = rows.next();
            block[size] = withRoom(row);
            usable[size] = read(row, size) && groups.add(key(row, size), size);
            size++;
        }
        predictor.predict(groups.block(), x, y);
    }

    /** Copied as long as the row is in the processor's cache: when its prediction is there, thousands of others were read. */
    private Object[] withRoom(Row row) {
        Object[] values = new Object[row.length() + added];
        for (int i = 0; i < values.length - added; i++) {
            values[i] = row.get(i);
        }
        return values;
    }

    /** What the network of the row just read depends on. */
    private NetworkKey key(Row row, int at) {
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

    private boolean read(Row row, int at) {
        boolean read = reader.read(row, x, at * predictor.rowWidth());
        if (!read && rules.invalidRow() == InvalidRow.ERROR) {
            throw new IllegalArgumentException(
                    reader.problem() + ", or set invalidRow to \"nan\" to predict NaN for them");
        }
        return read;
    }
}
