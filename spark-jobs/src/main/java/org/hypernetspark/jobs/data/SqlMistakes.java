package org.hypernetspark.jobs.data;

import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.catalyst.parser.ParseException;

/** Messages for SQL expressions of a configuration that Spark refuses. */
final class SqlMistakes {
    private SqlMistakes() {}

    /** Spark's reason in one line, without the plan that follows it. */
    static String describe(String sql, Exception refused) {
        String reason;
        if (refused instanceof ParseException parse) {
            reason = parse.message();
        } else if (refused instanceof AnalysisException analysis) {
            reason = analysis.getSimpleMessage();
        } else {
            reason = String.valueOf(refused.getMessage());
        }
        String line = reason.strip().lines().findFirst().orElse("").replaceAll("; line \\d+ pos \\d+.*", "");
        return "expected an SQL expression over the table's columns, got \"" + sql + "\": " + line;
    }
}
