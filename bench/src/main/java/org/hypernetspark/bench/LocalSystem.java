package org.hypernetspark.bench;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.hypernetspark.train.LocalTrainer;

/**
 * {@code LocalTrainer} under test: as many virtual workers as threads, each with all tasks of the case in every step.
 *
 * <p>Options: {@code --fixture FOLDER --out FOLDER --threads N}.
 */
public final class LocalSystem {
    /** Seconds that the local steps of a round take. */
    static final double ROUND_SECONDS = 1;

    private static final int WARM_UP_ROUNDS = 2;

    private LocalSystem() {}

    /** Runs the program until it is told to quit. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments(args, List.of("fixture", "out", "threads"));
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Conversation conversation = new Conversation(in, new PrintStream(System.out, true, StandardCharsets.UTF_8));
        run(Fixture.read(arguments.path("fixture")), arguments.integer("threads"), arguments.path("out"), conversation);
    }

    private static void run(BenchmarkCase work, int threads, Path out, Conversation conversation) {
        FirstSteps check = new EngineFirstSteps(work).take();
        int localSteps = RoundLength.steps(work, ROUND_SECONDS);
        String variant = threads + " x " + work.tasks() + " tasks at once, " + localSteps + " local steps a round";
        LargeProducts products = threads == 1 ? LargeProducts.measured() : LargeProducts.none();
        Turns turns = new Turns(
                conversation,
                WARM_UP_ROUNDS,
                () -> conversation.ready(check, out, Versions.ofJava(), variant),
                products);
        try {
            new LocalTrainer(
                            work.hypernet(),
                            work.loss(),
                            work.training(Integer.MAX_VALUE, localSteps, threads),
                            threads)
                    .train(work.allTasks(threads), turns);
        } catch (Turns.Over over) {
            return;
        }
        throw new IllegalStateException("Training ended before it was told to");
    }
}
