package org.hypernetspark.ml.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.CatalystTypeConverters;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.expressions.UnsafeProjection;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.ml.table.Cells;
import org.hypernetspark.spark.SparkSessionExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** A row's cells are the same, whether it was handed to Java or lies in Spark's memory. */
@ExtendWith(SparkSessionExtension.class)
@Timeout(60)
class CatalystCellsTest {
    private static SparkSession session;

    @BeforeAll
    static void start(SparkSession shared) {
        session = shared;
    }

    /** The rows as they lie in Spark's memory. */
    private static List<UnsafeRow> inMemory(Dataset<Row> table) {
        var converter = CatalystTypeConverters.createToCatalystConverter(table.schema());
        UnsafeProjection packed = UnsafeProjection.create(table.schema());
        return table.collectAsList().stream()
                .map(row -> packed.apply((InternalRow) converter.apply(row)).copy())
                .toList();
    }

    private static void same(Dataset<Row> table) {
        CatalystCells cells = new CatalystCells(table.schema());
        List<Row> rows = table.collectAsList();
        List<UnsafeRow> packed = inMemory(table);
        for (int i = 0; i < rows.size(); i++) {
            Cells handed = rows.get(i)::get;
            Cells inMemory = cells.of(packed.get(i));
            for (int column = 0; column < table.columns().length; column++) {
                assertThat(inMemory.value(column)).isEqualTo(handed.value(column));
                assertThat(inMemory.number(column)).isEqualTo((Double) handed.number(column));
                assertThat(inMemory.text(column)).isEqualTo(handed.text(column));
            }
        }
    }

    private static StructType schema(DataType... types) {
        StructType schema = new StructType();
        for (int i = 0; i < types.length; i++) {
            schema = schema.add("c" + i, types[i]);
        }
        return schema;
    }

    private static void same(StructType schema, Row... rows) {
        same(session.createDataFrame(List.of(rows), schema));
    }

    @Test
    void ofWholeNumbersAndFlags() {
        same(
                schema(
                        DataTypes.ByteType,
                        DataTypes.ShortType,
                        DataTypes.IntegerType,
                        DataTypes.LongType,
                        DataTypes.BooleanType),
                RowFactory.create((byte) 5, (short) 300, 70000, 5_000_000_000L, true),
                RowFactory.create((byte) 0, (short) -1, Integer.MIN_VALUE, 0L, false),
                RowFactory.create(null, null, null, null, null));
    }

    @Test
    void ofFractions() {
        same(
                schema(DataTypes.FloatType, DataTypes.DoubleType, DataTypes.createDecimalType(10, 2)),
                RowFactory.create(1.5f, 5.0, new BigDecimal("3.50")),
                RowFactory.create(Float.NaN, Double.POSITIVE_INFINITY, new BigDecimal("-0.01")),
                RowFactory.create(-0.0f, Double.MIN_VALUE, new BigDecimal("0.00")),
                RowFactory.create(null, null, null));
    }

    @Test
    void ofTextsDatesAndTimes() {
        same(
                schema(DataTypes.StringType, DataTypes.DateType, DataTypes.TimestampType),
                RowFactory.create("one", Date.valueOf("2024-02-29"), Timestamp.valueOf("2024-02-29 12:00:00")),
                RowFactory.create("one", null, null),
                RowFactory.create("zwei \u00e4", Date.valueOf("1900-01-01"), new Timestamp(0)),
                RowFactory.create(null, null, null),
                RowFactory.create("", null, null));
    }

    @Test
    void ofVectors() {
        same(
                schema(SQLDataTypes.VectorType()),
                RowFactory.create(Vectors.dense(1, 2, 3)),
                RowFactory.create(Vectors.sparse(4, new int[] {2}, new double[] {7})),
                RowFactory.create((Object) null));
    }

    @Test
    void equalTextsOneAfterTheOtherAreOneObject() {
        Dataset<Row> table = session.createDataFrame(
                List.of(RowFactory.create("one"), RowFactory.create("one")), schema(DataTypes.StringType));
        CatalystCells cells = new CatalystCells(table.schema());
        List<UnsafeRow> rows = inMemory(table);
        String first = cells.of(rows.get(0)).text(0);
        assertThat(cells.of(rows.get(1)).text(0)).isSameAs(first);
    }
}
