package org.hypernetspark.jobs;

import java.io.PrintWriter;
import java.nio.file.FileSystemException;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.AnalysisException;
import org.hypernetspark.config.ConfigException;
import org.hypernetspark.train.TrainingDivergedException;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Tells users what went wrong, and picks the exit code. */
final class Failures {
    private static final String MALFORMED = "MALFORMED_CSV_RECORD";
    private static final String OUR_CODE = "org.hypernetspark.";

    private Failures() {}

    /** For options that cannot be. */
    static int wrongCommand(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        command.getErr().println(name + ": " + wrong.getMessage() + ". See " + name + " --help");
        return Main.USER_MISTAKE;
    }

    /** For jobs that could not be done. */
    static int failedJob(Exception failure, CommandLine command, ParseResult parsed) {
        PrintWriter err = command.getErr();
        String name = command.getCommandSpec().qualifiedName();
        Optional<Throwable> diverged = causes(failure)
                .filter(TrainingDivergedException.class::isInstance)
                .findFirst();
        if (diverged.isPresent()) {
            err.println(name + ": " + diverged.get().getMessage());
            return Main.DIVERGED;
        }
        Optional<String> mistake = mistake(failure);
        if (mistake.isPresent()) {
            err.println(name + ": " + mistake.get());
            return Main.USER_MISTAKE;
        }
        err.println(name + ": internal error. Please report it with what follows.");
        failure.printStackTrace(err);
        return Main.INTERNAL_ERROR;
    }

    /** The message of the outermost mistake among a failure's causes; Spark wraps what executors throw. */
    static Optional<String> mistake(Throwable failure) {
        return causes(failure)
                .map(Failures::ownMistake)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> ownMistake(Throwable thrown) {
        if (thrown instanceof ConfigException || (thrown instanceof IllegalArgumentException && ours(thrown))) {
            return Optional.of(String.valueOf(thrown.getMessage()));
        }
        if (thrown instanceof AnalysisException analysis) {
            return Optional.of(analysis.getSimpleMessage().lines().findFirst().orElse("Spark refused the table"));
        }
        if (thrown instanceof SparkThrowable spark
                && String.valueOf(spark.getErrorClass()).startsWith(MALFORMED)) {
            return Optional.of("a row of the table has not the columns of its header: "
                    + spark.getMessageParameters().get("badRecord") + "; correct or drop the row");
        }
        if (thrown instanceof FileSystemException || thrown instanceof java.io.FileNotFoundException) {
            return Optional.of("cannot read or write " + thrown.getMessage());
        }
        return Optional.empty();
    }

    /** Whether our code threw this: then it is a message for users. */
    private static boolean ours(Throwable thrown) {
        return Stream.of(thrown.getStackTrace())
                .map(StackTraceElement::getClassName)
                .filter(name -> !name.startsWith("java."))
                .findFirst()
                .filter(name -> name.startsWith(OUR_CODE))
                .isPresent();
    }

    private static Stream<Throwable> causes(Throwable failure) {
        return Stream.iterate(failure, thrown -> thrown != null, Throwable::getCause)
                .limit(50);
    }
}
