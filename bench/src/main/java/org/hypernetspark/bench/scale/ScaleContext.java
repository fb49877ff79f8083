package org.hypernetspark.bench.scale;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.ml.MlKryoRegistrator;

/** A Spark session of a measurement: settings as in {@code conf/spark-defaults.conf}, executors with this class path. */
final class ScaleContext {
    private static final String EXECUTOR_OPTIONS =
            "-XX:+UseTransparentHugePages --add-modules=jdk.incubator.vector -XX:InitialRAMPercentage=100 -XX:+AlwaysPreTouch";

    private ScaleContext() {}

    /** The session that {@code --master} and {@code --memory} describe. */
    static SparkSession start(Options options) {
        SparkConf conf = new SparkConf()
                .setMaster(options.text("master"))
                .setAppName("hypernet-bench")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.executor.memory", options.text("memory"))
                .set("spark.executor.defaultJavaOptions", EXECUTOR_OPTIONS)
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
                .set("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s")
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .set("spark.kryo.registrationRequired", "true")
                .set("spark.kryo.registrator", MlKryoRegistrator.class.getName())
                .set("spark.kryoserializer.buffer.max", "256m")
                .set("spark.broadcast.compress", "false")
                .set("spark.shuffle.compress", "false");
        for (String pair : options.text("conf").split(",", -1)) {
            if (pair.contains("=")) {
                conf.set(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        String home = System.getenv("SPARK_HOME");
        if (home != null) {
            conf.set("spark.home", Path.of(home).toAbsolutePath().toString());
        }
        return SparkSession.builder().config(conf).getOrCreate();
    }

    /** Options that all measurements on Spark share. */
    static Options options(String about) {
        return new Options(about)
                .with("memory", "2g", "memory of an executor")
                .with("conf", "", "more of Spark's properties, name=value,name=value");
    }

    /** CPU seconds of this process so far. */
    static double cpuSeconds() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime() * 1e-9;
    }
}
