package org.hypernetspark.jobs.data;

import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Has the session run each small query at once: nothing compiled for it, nothing planned anew on the way. */
public final class QuickQueries implements BeforeAllCallback {
    @Override
    public void beforeAll(ExtensionContext context) {
        SparkSession session = SparkSession.active();
        session.conf().set("spark.sql.codegen.wholeStage", false);
        session.conf().set("spark.sql.adaptive.enabled", false);
    }
}
