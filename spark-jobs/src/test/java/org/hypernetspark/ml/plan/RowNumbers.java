package org.hypernetspark.ml.plan;

import org.apache.spark.sql.types.StructType;
import org.hypernetspark.ml.table.Cells;

/** Adds, to each row, its column {@code id} times ten and its place in its block. */
final class RowNumbers implements BlockFunction {
    private static final long serialVersionUID = 1;

    private final int most;

    /** In blocks of so many rows at most. */
    RowNumbers(int most) {
        this.most = most;
    }

    @Override
    public Blocks begin(StructType schema) {
        int column = schema.fieldIndex("id");
        double[] tens = new double[most];
        return new Blocks() {
            @Override
            public int begin() {
                return most;
            }

            @Override
            public void read(Cells row, int at) {
                tens[at] = row.number(column);
            }

            @Override
            public void compute() {
                for (int i = 0; i < most; i++) {
                    tens[i] *= 10;
                }
            }

            @Override
            public Object[] values(int at) {
                return new Object[] {tens[at], "place " + at};
            }
        };
    }
}
