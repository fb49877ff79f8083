package org.hypernetspark.jobs;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What all jobs share: standard options, a console, a Spark session. */
@Command(
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        sortOptions = false)
abstract class Job implements Callable<Integer> {
    @Spec
    private CommandSpec command;

    /** Does the job; what it throws becomes message and exit code. */
    abstract void run(PrintWriter out) throws Exception;

    @Override
    public final Integer call() throws Exception {
        PrintWriter out = command.commandLine().getOut();
        run(out);
        out.flush();
        return Main.DONE;
    }

    /** The session there is, else a new one: of spark-submit's master, else of this machine's cores. */
    SparkSession spark() {
        SparkSession.Builder builder = SparkSession.builder().appName(command.qualifiedName());
        if (System.getProperty("spark.master") == null) {
            builder.master("local[*]");
        }
        return builder.getOrCreate();
    }
}
