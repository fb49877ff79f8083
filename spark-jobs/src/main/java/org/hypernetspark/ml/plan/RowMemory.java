package org.hypernetspark.ml.plan;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/** The rows of a block, copied one behind the other into one array. Not thread-safe. */
final class RowMemory {
    private static final int FEW_BYTES = 1 << 16;
    private static final int FEW_ROWS = 256;
    /** Bytes after which no row is taken; a longer one is taken alone. */
    private static final int MOST_BYTES = 16 << 20;

    private final UnsafeRow row;
    private byte[] bytes = new byte[FEW_BYTES];
    private int[] ends = new int[FEW_ROWS];
    private int size;

    RowMemory(int columns) {
        this.row = new UnsafeRow(columns);
    }

    void clear() {
        size = 0;
    }

    int size() {
        return size;
    }

    boolean full() {
        return end(size) >= MOST_BYTES;
    }

    /** Copies a row behind the others. */
    void add(UnsafeRow given) {
        int begin = end(size);
        int end = Math.addExact(begin, given.getSizeInBytes());
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.max(end, Math.min(2L * bytes.length, Integer.MAX_VALUE / 2)));
        }
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, 2 * size);
        }
        Platform.copyMemory(
                given.getBaseObject(),
                given.getBaseOffset(),
                bytes,
                Platform.BYTE_ARRAY_OFFSET + begin,
                given.getSizeInBytes());
        ends[size++] = end;
    }

    private int end(int rows) {
        return rows == 0 ? 0 : ends[rows - 1];
    }

    /** A row; valid until the next call. */
    UnsafeRow row(int at) {
        int begin = end(at);
        row.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET + begin, ends[at] - begin);
        return row;
    }
}
