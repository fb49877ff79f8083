package org.hypernetspark.train;

/** Is told how a run goes; every method may be left out. Called on one thread. */
public interface TrainingListener {
    /** The run begins, or goes on after {@code roundsDone} rounds of an earlier start. */
    default void started(int roundsDone, TrainingSpec spec) {}

    /** A round ended. */
    default void roundEnded(RoundReport report) {}

    /** The validation rows were evaluated after round {@code round} (from 1). */
    default void validated(int round, MetricSummary summary) {}

    /** The run ended after {@code rounds} rounds; the result is the state after {@code chosenRound}. */
    default void ended(int rounds, int chosenRound) {}
}
