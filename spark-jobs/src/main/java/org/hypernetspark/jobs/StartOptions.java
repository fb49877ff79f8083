package org.hypernetspark.jobs;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.hypernetspark.config.ConfigException;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.InitialState;
import org.hypernetspark.hyper.Probe;
import org.hypernetspark.jobs.data.JobTable;
import org.hypernetspark.jobs.data.JobTableReader;
import org.hypernetspark.ml.TrainingStart;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Task;
import picocli.CommandLine.Option;

/** Options that say which training is looked at before it begins. */
final class StartOptions extends ConfigOptions {
    private static final int TASKS = 16;
    private static final int ROWS = 64;

    @Option(names = "--init", required = true, description = "Look at what training would begin with.")
    private boolean init;

    @Option(
            names = "--factor",
            paramLabel = "NUMBER",
            defaultValue = "5",
            description = "Warn of what is more than so many times too large or too small. Default: ${DEFAULT-VALUE}.")
    private double factor;

    @Option(
            names = "--variant",
            paramLabel = "NAME",
            defaultValue = "",
            description = "Which variant of the target, if it has several.")
    private String variant;

    /** Reads the table and measures the hypernet on some of its tasks. */
    StartInspection inspect(SparkSession spark) throws IOException {
        if (!init) {
            throw new ConfigException("--init: expected it without a value, got false");
        }
        if (!(factor > 1)) {
            throw new ConfigException("--factor: expected a number above 1, got " + factor);
        }
        JobConfig config = JobConfig.read(read());
        JobTable table = new JobTableReader(spark).read(config.data(), true);
        TrainingStart start = new JobFit(config, table.columns(), List.of())
                .start(table.rows(), TASKS * config.target().names().size());
        if (start.hypernet().variants().size() > 1 && variant.isEmpty()) {
            throw new ConfigException("--variant: expected one of "
                    + config.target().names() + ", the variants of the target: one is looked at at a time");
        }
        int number = variant.isEmpty() ? 0 : config.target().names().indexOf(variant);
        if (number < 0) {
            throw new ConfigException(
                    "--variant: expected one of " + config.target().names() + ", got " + variant);
        }
        Hypernet hypernet = start.hypernet().variant(number);
        List<Probe> probes = start.tasks().stream()
                .filter(task -> task.training().count() > 0 && task.variant() == number)
                .map(task -> probe(task, hypernet, start.seed()))
                .toList();
        if (probes.isEmpty()) {
            throw new ConfigException("--variant " + variant + ": none of the first "
                    + start.tasks().size() + " tasks has it; look at another");
        }
        InitialState state = InitialState.of(hypernet, hypernet.initialize(start.seed()), probes, start.seed());
        return new StartInspection(state, hypernet.counts(), probes.size(), state.warnings(factor));
    }

    /** The task as training sees it first (what is drawn, and columns, as zeros), with the first of its rows. */
    private static Probe probe(Task task, Hypernet hypernet, long seed) {
        int vector = hypernet.condition().vector();
        float[] condition = new float[hypernet.condition().size()];
        RandomStream random = Seeds.stream(seed, Purpose.TASK_EMBEDDING, task.key());
        for (int i = 0; i < vector; i++) {
            condition[i] = (float) random.nextGaussian();
        }
        System.arraycopy(
                task.descriptor(), 0, condition, vector, hypernet.condition().descriptor());
        int rows = Math.min(ROWS, task.training().count());
        return new Probe(
                condition,
                Arrays.copyOf(task.training().features(), rows * task.training().featureWidth()));
    }
}
