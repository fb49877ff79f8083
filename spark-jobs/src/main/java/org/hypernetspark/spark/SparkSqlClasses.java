package org.hypernetspark.spark;

import java.math.BigDecimal;
import java.sql.Date;
import java.sql.Timestamp;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Classes of Spark SQL that travel when tables are read, joined and written, and that Spark itself does not register.
 *
 * <p>Many are objects or private to Spark, so they are found by name.
 */
final class SparkSqlClasses {
    private static final List<String> NAMES = List.of(
            "org.apache.spark.sql.types.NullType$",
            "org.apache.spark.sql.types.BooleanType$",
            "org.apache.spark.sql.types.IntegerType$",
            "org.apache.spark.sql.types.LongType$",
            "org.apache.spark.sql.types.DoubleType$",
            "org.apache.spark.sql.types.StringType$",
            "org.apache.spark.sql.types.DateType$",
            "org.apache.spark.sql.types.TimestampType$",
            "org.apache.spark.sql.types.TimestampNTZType$",
            "[Lorg.apache.spark.util.io.ChunkedByteBuffer;",
            "org.apache.spark.util.io.ChunkedByteBuffer",
            "org.apache.spark.sql.execution.datasources.WriteTaskResult",
            "org.apache.spark.sql.execution.datasources.ExecutedWriteSummary",
            "org.apache.spark.sql.execution.datasources.BasicWriteTaskStats",
            "org.apache.spark.internal.io.FileCommitProtocol$TaskCommitMessage",
            "org.apache.spark.sql.types.FloatType$",
            "org.apache.spark.sql.types.ShortType$",
            "org.apache.spark.sql.types.ByteType$",
            "org.apache.spark.sql.types.BinaryType$",
            "org.apache.spark.sql.catalyst.expressions.GenericRow",
            "org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema",
            "org.apache.spark.ml.linalg.VectorUDT",
            "org.apache.spark.sql.catalyst.util.QuantileSummaries",
            "[Lorg.apache.spark.sql.catalyst.util.QuantileSummaries;",
            "org.apache.spark.sql.catalyst.util.QuantileSummaries$Stats",
            "[Lorg.apache.spark.sql.catalyst.util.QuantileSummaries$Stats;",
            "[Lorg.apache.spark.util.collection.OpenHashMap;");

    private SparkSqlClasses() {}

    /** The classes, in an order that does not change. */
    static Stream<Class<?>> all() {
        return Stream.concat(
                Stream.of(
                        DataType[].class,
                        DecimalType.class,
                        StructType.class,
                        StructField.class,
                        StructField[].class,
                        Metadata.class,
                        ArrayType.class,
                        MapType.class,
                        Row.class,
                        Row[].class,
                        Boolean[].class,
                        Byte[].class,
                        Short[].class,
                        Integer[].class,
                        Long[].class,
                        Float[].class,
                        Double[].class,
                        BigDecimal.class,
                        BigDecimal[].class,
                        Date.class,
                        Date[].class,
                        Timestamp.class,
                        Timestamp[].class),
                NAMES.stream().map(SparkSqlClasses::find));
    }

    /** Classes that hold closures, which only Java's own serialisation can carry: what StringIndexer counts with. */
    static Stream<Class<?>> withClosures() {
        String map = "org.apache.spark.util.collection.OpenHashMap";
        return Stream.of(map, map + "$mcJ$sp").map(SparkSqlClasses::find);
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName(name, false, SparkSqlClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("This Spark has no class " + name + "; Spark 3.5 is expected", e);
        }
    }
}
