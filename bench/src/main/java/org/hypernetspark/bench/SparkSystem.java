package org.hypernetspark.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * {@code SparkTrainer} under test: as many virtual workers as threads (cores of the master), each with all tasks of the case
 * in every step. A turn holds whole rounds with their broadcast, shuffle and average, and the usual commit every 10 rounds.
 *
 * <p>Options: {@code --fixture FOLDER --out FOLDER --threads N}, and {@code --master URL} (local[N]). Spark's settings come as
 * Java properties.
 */
public final class SparkSystem {
    private static final double ROUND_SECONDS = 1.2;
    /** The compilers of the driver and of the executors, JVMs of their own, are busy for about a hundred rounds, however short. */
    private static final double WARM_UP_SECONDS = 12;
    /** Rounds of the length that is measured, after the short ones: as long again. */
    private static final int WARM_UP_ROUNDS = 12;

    private SparkSystem() {}

    /** Runs the program until it is told to quit. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments(args, List.of("fixture", "out", "threads", "master"));
        int threads = arguments.integer("threads");
        String master = arguments.text("master", "local[" + threads + "]");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Conversation conversation = new Conversation(in, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        BenchmarkCase work = Fixture.read(arguments.path("fixture"));
        SparkConf configuration =
                new SparkConf().setMaster(master).setAppName("benchmark").set("spark.ui.enabled", "false");
        try (JavaSparkContext context = new JavaSparkContext(configuration)) {
            run(work, context, threads, arguments.path("out"), conversation);
        }
    }

    private static void run(
            BenchmarkCase work, JavaSparkContext context, int threads, Path out, Conversation conversation) {
        SparkRuns runs = new SparkRuns(work, context, newFolder(out));
        FirstSteps check = runs.firstSteps();
        runs.warmUp(threads, WARM_UP_SECONDS);
        int localSteps = RoundLength.steps(work, ROUND_SECONDS);
        String variant = context.master() + ", " + threads + " workers x " + work.tasks() + " tasks at once, "
                + localSteps + " local steps a round";
        Turns turns = new Turns(
                conversation,
                WARM_UP_ROUNDS,
                () -> conversation.ready(check, out, Versions.ofJava().put("spark", context.version()), variant));
        try {
            runs.train("turns", work.training(Integer.MAX_VALUE, localSteps, threads), turns);
        } catch (Turns.Over over) {
            return;
        }
        throw new IllegalStateException("Training ended before it was told to");
    }

    /** An earlier start's commits would be gone on with. */
    private static Path newFolder(Path out) {
        try {
            return Files.createTempDirectory(Files.createDirectories(out), "runs-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
