package org.hypernetspark.spark;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the tests of a class one Spark session on two cores; everything sent must be registered with Kryo. */
public final class SparkSessionExtension implements BeforeAllCallback, AfterAllCallback, ParameterResolver {
    private SparkSession session;

    @Override
    public void beforeAll(ExtensionContext context) {
        session = SparkSession.builder()
                .config(LocalSpark.configuration("local[2]")
                        .set("spark.kryo.registrator", "org.hypernetspark.ml.MlKryoRegistrator"))
                .getOrCreate();
        session.sparkContext().setLogLevel("OFF");
    }

    @Override
    public void afterAll(ExtensionContext context) {
        session.stop();
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == SparkSession.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return session;
    }
}
