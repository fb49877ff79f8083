package org.hypernetspark.report;

import java.util.List;
import org.hypernetspark.hyper.HypernetCounts;

/**
 * All that a report tells of one run. Parts that are empty are left out of the report.
 *
 * @param title name of the run
 * @param run how it was run
 * @param counts sizes of hypernet and target
 * @param tasks tasks trained on
 * @param curve losses of all rounds, those of earlier starts included
 * @param results models against measures
 * @param scores metrics of each task
 * @param embeddings the map of the task embeddings
 */
public record ReportData(
        String title,
        Run run,
        HypernetCounts counts,
        long tasks,
        LearningCurve curve,
        ResultTable results,
        TaskScores scores,
        EmbeddingMap embeddings) {
    /**
     * How a run was run: what somebody needs to repeat it.
     *
     * @param seed of everything random
     * @param chosenRound the round whose state is the result
     * @param facts more of the run: data, versions, machine, times
     * @param config the configuration as text
     */
    public record Run(long seed, int chosenRound, List<Fact> facts, String config) {
        /** Copies the facts. */
        public Run {
            facts = List.copyOf(facts);
        }
    }

    /**
     * One fact.
     *
     * @param name what it is
     * @param value its value with its unit
     */
    public record Fact(String name, String value) {}
}
