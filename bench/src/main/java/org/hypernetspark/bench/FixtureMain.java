package org.hypernetspark.bench;

import java.util.List;

/** Writes the fixture of one case: {@code --work W2 --tasks 16 --out FOLDER}. */
public final class FixtureMain {
    private FixtureMain() {}

    /** Runs the program. */
    public static void main(String[] args) {
        Arguments arguments = new Arguments(args, List.of("work", "tasks", "out"));
        Fixture.write(Workloads.load().find(arguments.text("work"), arguments.integer("tasks")), arguments.path("out"));
    }
}
