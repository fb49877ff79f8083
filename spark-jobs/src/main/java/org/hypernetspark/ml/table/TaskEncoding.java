package org.hypernetspark.ml.table;

import java.util.BitSet;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;

/** Encodes whole tasks. */
final class TaskEncoding {
    private final FeatureEncoder encoder;
    private final RowSplit split;
    private final int width;

    TaskEncoding(FeatureEncoder encoder, RowSplit split) {
        this.encoder = encoder;
        this.split = split;
        this.width = encoder.features().width();
    }

    /** The task with its training and validation rows. */
    Task encode(RawTask raw) {
        BitSet validation = split.validation(raw);
        int given = encoder.features().texts() + encoder.descriptors().texts();
        String[] texts = new String[given + 2];
        Rows kept = rows(raw, complement(validation, raw.count()), texts);
        Rows aside = rows(raw, validation, texts);
        raw.texts(0, texts);
        return new Task(
                raw.id(), encoder.variant(texts, given), encoder.descriptor(raw.values(), 0, texts), kept, aside);
    }

    /**
     * The task with its descriptor alone, from rows read without features and label.
     *
     * @param named whether the rows name a variant; else it is -1
     */
    Task describe(RawTask raw, boolean named) {
        String[] texts = new String[encoder.descriptors().texts() + 1];
        raw.texts(0, texts);
        float[] descriptor = new float[encoder.descriptors().width()];
        encoder.descriptors().encode(raw.values(), 0, texts, 0, descriptor, 0);
        int variant = named || encoder.variant() == null
                ? encoder.variant(texts, encoder.descriptors().texts())
                : -1;
        return new Task(raw.id(), variant, descriptor, Rows.none(), Rows.none());
    }

    private static BitSet complement(BitSet rows, int count) {
        BitSet others = (BitSet) rows.clone();
        others.flip(0, count);
        return others;
    }

    private Rows rows(RawTask raw, BitSet chosen, String[] texts) {
        int count = chosen.cardinality();
        if (count == 0) {
            return Rows.none();
        }
        float[] features = new float[arraySize(raw.id(), count)];
        float[] labels = new float[count];
        int to = 0;
        for (int row = chosen.nextSetBit(0); row >= 0; row = chosen.nextSetBit(row + 1)) {
            raw.texts(row, texts);
            encoder.encodeFeatures(raw.values(), raw.valuesAt(row), texts, features, to * width);
            labels[to] = encoder.encodeLabel(raw.values(), raw.valuesAt(row), texts);
            to++;
        }
        return Rows.of(count, features, labels);
    }

    private int arraySize(String task, int count) {
        long size = (long) count * width;
        if (size > Integer.MAX_VALUE - 8) {
            throw new IllegalArgumentException("Task \"" + task + "\" has " + count + " rows of " + width
                    + " encoded features, more than one array can hold; split it into several tasks");
        }
        return (int) size;
    }
}
