package org.hypernetspark.jobs;

import org.apache.spark.package$;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} says, and what models and reports say made them. */
final class Version implements IVersionProvider {
    /** This product's version, from the job jar's manifest; "development" where there is no jar. */
    static String product() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    static String spark() {
        return package$.MODULE$.SPARK_VERSION();
    }

    @Override
    public String[] getVersion() {
        return new String[] {
            "hypernet-spark " + product(), "Spark " + spark() + ", Java " + System.getProperty("java.version")
        };
    }
}
