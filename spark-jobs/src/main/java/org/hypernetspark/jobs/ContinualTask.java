package org.hypernetspark.jobs;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import org.hypernetspark.continual.ContinualRun;
import org.hypernetspark.continual.EntropyInference.Inferred;
import org.hypernetspark.continual.HypernetLearner;
import org.hypernetspark.continual.Learner;
import org.hypernetspark.continual.Method;
import org.hypernetspark.continual.ScoreMatrix;
import org.hypernetspark.continual.TaskSequence;
import org.hypernetspark.jobs.continual.ContinualConfig;
import org.hypernetspark.task.Rows;

/** One method with one seed, from the first task to the last, on one executor: what a Spark task of the job does. */
final class ContinualTask {
    private final ContinualConfig config;
    private final TaskSequence sequence;
    private final OutputFiles files;
    private final Method method;
    private final long seed;
    private final String settings;
    private final String folder;
    /** Spent on the tasks committed so far, over all starts. */
    private double seconds;

    ContinualTask(ContinualConfig config, TaskSequence sequence, OutputFiles files, Method method, long seed) {
        this.config = config;
        this.sequence = sequence;
        this.files = files;
        this.method = method;
        this.seed = seed;
        this.settings = config.fingerprint() + method.label() + seed;
        this.folder = config.output() + "/runs/" + method.label() + "-" + seed;
    }

    /** Learns and tests all tasks that are left; each is committed. */
    ContinualResult run() throws IOException {
        Learner learner = config.learners(sequence, seed).of(method);
        ContinualRun run = new ContinualRun(sequence, config.target().loss().classification());
        ContinualState start = start(run);
        if (start.learned() > 0) {
            learner.restore(start.vectors(), start.learned());
        }
        seconds = start.seconds();
        long begin = System.nanoTime();
        ScoreMatrix scores = run.run(learner, start.learned(), start.scores(), (task, sofar) -> {
            seconds = start.seconds() + (System.nanoTime() - begin) * 1e-9;
            commit(learner, task + 1, sofar);
        });
        ContinualResult.Inference inference =
                config.inferTasks() && learner instanceof HypernetLearner hypernet ? infer(hypernet) : null;
        return new ContinualResult(method, seed, scores, inference, seconds);
    }

    private String stateFile() {
        return folder + "/state.bin";
    }

    private ContinualState start(ContinualRun run) throws IOException {
        if (!files.exists(stateFile())) {
            return new ContinualState(0, 0, run.empty(), Map.of());
        }
        try (InputStream in = files.open(stateFile(), "the state of a run")) {
            return ContinualState.read(in, stateFile(), settings);
        }
    }

    private void commit(Learner learner, int learned, ScoreMatrix scores) {
        try {
            ContinualState state = new ContinualState(learned, seconds, scores, learner.state());
            files.write(stateFile(), out -> {
                BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
                state.write(settings, buffered);
                buffered.flush();
            });
            files.write(folder + "/scores.csv", ContinualTables.csv(scores));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + folder + ": " + e.getMessage(), e);
        }
    }

    private ContinualResult.Inference infer(HypernetLearner learner) {
        double tasks = 0;
        double shared = 0;
        double all = 0;
        for (int task = 0; task < sequence.size(); task++) {
            Rows rows = sequence.test(task);
            Inferred inferred = learner.infer(rows);
            for (int row = 0; row < rows.count(); row++) {
                boolean rightTask = inferred.tasks()[row] == task;
                boolean rightClass = inferred.classes()[row] == (int) rows.labels()[row];
                double share = 1.0 / rows.count() / sequence.size();
                tasks += rightTask ? share : 0;
                shared += rightClass ? share : 0;
                all += rightTask && rightClass ? share : 0;
            }
        }
        return new ContinualResult.Inference(tasks, shared, all);
    }
}
