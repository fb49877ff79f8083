package org.hypernetspark.ml.plan;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.ExperimentalMethods;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.SparkStrategy;
import scala.collection.Seq;

/** Plans {@link AddColumns} in a session. */
final class AddColumnsStrategy extends SparkStrategy {
    private static final long serialVersionUID = 1;

    private AddColumnsStrategy() {}

    /** Makes the step known to a session and to those that Spark copies from it, once. */
    static void register(SparkSession session) {
        ExperimentalMethods methods = session.experimental();
        synchronized (methods) {
            List<SparkStrategy> strategies = new ArrayList<>(Sequences.list(methods.extraStrategies()));
            if (strategies.stream().noneMatch(AddColumnsStrategy.class::isInstance)) {
                strategies.add(new AddColumnsStrategy());
                methods.extraStrategies_$eq(Sequences.of(strategies));
            }
        }
    }

    @Override
    public Seq<SparkPlan> apply(LogicalPlan plan) {
        return plan instanceof AddColumns add
                ? Sequences.of(List.of(new AddColumnsExec(add.added(), add.function(), planLater(add.child()))))
                : Sequences.of(List.of());
    }
}
