package org.hypernetspark.spark;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DecimalType;
import org.apache.spark.sql.types.MapType;

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
            "org.apache.spark.sql.types.ByteType$",
            "org.apache.spark.sql.types.ShortType$",
            "org.apache.spark.sql.types.LongType$",
            "org.apache.spark.sql.types.FloatType$",
            "org.apache.spark.sql.types.BinaryType$",
            "org.apache.spark.ml.linalg.VectorUDT",
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
            "org.apache.spark.internal.io.FileCommitProtocol$TaskCommitMessage");

    private SparkSqlClasses() {}

    /** The classes, in an order that does not change. */
    static Stream<Class<?>> all() {
        return Stream.concat(
                Stream.of(DataType[].class, DecimalType.class, ArrayType.class, MapType.class),
                NAMES.stream().map(SparkSqlClasses::find));
    }

    private static Class<?> find(String name) {
        try {
            return Class.forName(name, false, SparkSqlClasses.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("This Spark has no class " + name + "; Spark 3.5 is expected", e);
        }
    }
}
