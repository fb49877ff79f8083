package org.hypernetspark.spark;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;

/** A Spark session in the test's JVM, set up as our jobs set it up; one at a time. */
public final class LocalSpark implements AutoCloseable {
    private final SparkSession session;

    private LocalSpark(SparkConf configuration) {
        this.session = SparkSession.builder().config(configuration).getOrCreate();
    }

    /** With so many cores and Spark's task retries. */
    public static LocalSpark cores(int cores) {
        return new LocalSpark(configuration("local[" + cores + ",4]"));
    }

    /** The same with a setting. */
    static LocalSpark cores(int cores, String key, String value) {
        return new LocalSpark(configuration("local[" + cores + ",4]").set(key, value));
    }

    static SparkConf configuration(String master) {
        return new SparkConf()
                .setMaster(master)
                .setAppName("test")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.sql.shuffle.partitions", "2")
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .set("spark.kryo.registrationRequired", "true")
                .set("spark.kryo.registrator", HypernetKryoRegistrator.class.getName());
    }

    /** The session. */
    public SparkSession session() {
        return session;
    }

    /** Its context. */
    public JavaSparkContext context() {
        return JavaSparkContext.fromSparkContext(session.sparkContext());
    }

    @Override
    public void close() {
        session.stop();
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
    }
}
