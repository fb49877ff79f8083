package org.hypernetspark.jobs;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hypernetspark.jobs.data.DataSplit;
import org.hypernetspark.jobs.data.SplitConfig;
import org.hypernetspark.ml.Evaluation;
import org.hypernetspark.ml.HypernetModel;

/**
 * A model measured on one group of held-out tasks.
 *
 * @param name the group, as tables show it
 * @param evaluation of the model's networks for these tasks
 */
record HeldOutGroup(String name, Evaluation evaluation) implements AutoCloseable {
    /** Rows of known tasks that training did not see. */
    static final String KNOWN = "known tasks";

    /** Unseen tasks of which no row was shown. */
    static final String UNSEEN = "unseen tasks, 0 rows";

    /** Unseen tasks of which some rows were shown. */
    static String adapted(SplitConfig split) {
        return "unseen tasks, " + split.adaptRows() + " rows";
    }

    /** Measures a model on all groups that a split has. */
    static List<HeldOutGroup> measure(HypernetModel<?> model, DataSplit split, JobConfig config) {
        List<HeldOutGroup> groups = new ArrayList<>();
        add(groups, KNOWN, model, split.test());
        if (config.data().split().hasUnseenTasks()) {
            HypernetModel<?> lenient = model.copy(ParamMap.empty());
            lenient.setUnknownTask("zero-embedding");
            add(groups, UNSEEN, lenient, split.unseenTest());
            if (config.hypernet().embedding() > 0
                    || config.hypernet().condition().support() != null) {
                HypernetModel<?> adapted = lenient.adapt(split.adaptation(), config.adaptation());
                add(groups, adapted(config.data().split()), adapted, split.unseenTest());
            }
        }
        return groups;
    }

    private static void add(List<HeldOutGroup> groups, String name, HypernetModel<?> model, Dataset<Row> rows) {
        if (!rows.isEmpty()) {
            groups.add(new HeldOutGroup(name, model.evaluate(rows)));
        }
    }

    @Override
    public void close() {
        evaluation.close();
    }
}
