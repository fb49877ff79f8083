package org.hypernetspark.ml.table;

import org.apache.spark.sql.types.StructType;

/** Reads and encodes rows one by one, to predict. Not thread-safe. */
public final class FeatureReader {
    private final FeatureEncoder encoder;
    private final RowReader reader;
    private final VariantColumn names;

    /** For tables of this schema; the label need not be there. */
    public FeatureReader(FeatureEncoder encoder, StructType schema) {
        TableColumns columns = encoder.columns().toPredict(schema);
        this.names = columns.variant();
        this.encoder = encoder;
        this.reader = new RowReader(columns, schema, Expected.of(encoder, columns));
    }

    /** Reads a row and writes its features to {@code to[at ..]}; returns whether the row can be used. */
    public boolean read(Cells given, float[] to, int at) {
        boolean usable = reader.scan(given);
        if (usable) {
            encoder.encodeFeatures(reader.values(), 0, reader.texts(), to, at);
        }
        return usable;
    }

    /** The task of the last row. */
    public String task() {
        return reader.task();
    }

    /** The descriptor of the last row, which must be one that can be used. */
    public float[] descriptor() {
        return encoder.descriptor(reader.values(), 0, reader.texts());
    }

    /** The number of the variant that the last row names; -1 if the table has no column of variants. */
    public int variant() {
        return names == null
                ? -1
                : encoder.variant(
                        reader.texts(),
                        encoder.features().texts() + encoder.descriptors().texts());
    }

    /** Why the last row cannot be used. */
    public String problem() {
        return reader.problem().message();
    }
}
