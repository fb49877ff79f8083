package org.hypernetspark.ml.plan;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.GenericInternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.catalyst.expressions.codegen.GenerateUnsafeRowJoiner;
import org.apache.spark.sql.catalyst.expressions.codegen.UnsafeRowJoiner;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.Function1;

/** The rows of a partition with the added columns behind their own. A row is valid until the next, as everywhere in Spark's plans. */
final class BlockIterator implements Iterator<InternalRow> {
    private final Iterator<InternalRow> rows;
    private final Blocks blocks;
    private final CatalystCells cells;
    private final RowMemory memory;
    private final UnsafeProjection packed;
    private final Function1<Object, Object>[] converters;
    private final GenericInternalRow added;
    private final UnsafeProjection packedAdded;
    private final UnsafeRowJoiner joiner;
    private int next;

    @SuppressWarnings("unchecked")
    BlockIterator(Iterator<InternalRow> rows, StructType given, StructType added, Blocks blocks) {
        this.rows = rows;
        this.blocks = blocks;
        this.cells = new CatalystCells(given);
        this.memory = new RowMemory(given.length());
        this.packed = UnsafeProjection.create(given);
        this.converters = Stream.of(added.fields())
                .map(StructField::dataType)
                .map(CatalystTypeConverters::createToCatalystConverter)
                .toArray(Function1[]::new);
        this.added = new GenericInternalRow(added.length());
        this.packedAdded = UnsafeProjection.create(added);
        this.joiner = GenerateUnsafeRowJoiner.create(given, added);
    }

    @Override
    public boolean hasNext() {
        return next < memory.size() || rows.hasNext();
    }

    @Override
    public InternalRow next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more rows");
        }
        if (next == memory.size()) {
            fill();
        }
        Object[] values = blocks.values(next);
        for (int i = 0; i < values.length; i++) {
            added.update(i, converters[i].apply(values[i]));
        }
        return joiner.join(memory.row(next++), packedAdded.apply(added));
    }

    private void fill() {
        int most = blocks.begin();
        memory.clear();
        next = 0;
        while (memory.size() < most && !memory.full() && rows.hasNext()) {
            UnsafeRow row = packed(rows.next());
            blocks.read(cells.of(row), memory.size());
            memory.add(row);
        }
        blocks.compute();
    }

    /** Most operators hand over rows of this form already. */
    private UnsafeRow packed(InternalRow row) {
        return row instanceof UnsafeRow unsafe ? unsafe : packed.apply(row);
    }
}
