package org.hypernetspark.train;

import java.util.List;

/** Drives the rounds of a run: averaging, the shared update, evaluation, early stopping, listeners. */
public final class TrainingLoop {
    private final TrainingSpec spec;
    private final WorkerPool pool;
    private final List<TrainingListener> listeners;
    /** Known from the first evaluation on: a run's rows stay the same, so it need not be tried again. */
    private boolean nothingToValidate;

    /** A loop over a pool of workers. */
    public TrainingLoop(TrainingSpec spec, WorkerPool pool, List<TrainingListener> listeners) {
        this.spec = spec;
        this.pool = pool;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Runs all rounds that are left.
     *
     * @param start the state to go on from
     * @return the shared state of the result: the last, or with early stopping the best; the pool's states match it
     * @throws TrainingDivergedException if a loss or parameter is not finite
     */
    public SharedState run(Progress start) {
        listeners.forEach(listener -> listener.started(start.roundsDone(), spec));
        Progress progress = start;
        while (!progress.last() && progress.roundsDone() < spec.rounds()) {
            progress = round(progress);
            pool.commit(progress);
        }
        boolean goBack = spec.earlyStopping() != null
                && progress.bestRound() > 0
                && progress.bestRound() < progress.roundsDone();
        SharedState result = goBack ? pool.restoreBest(progress) : progress.shared();
        int rounds = progress.roundsDone();
        int chosen = goBack ? progress.bestRound() : rounds;
        listeners.forEach(listener -> listener.ended(rounds, chosen));
        return result.forPrediction();
    }

    private Progress round(Progress before) {
        long begin = System.nanoTime();
        RoundResult result = pool.round(before.shared().forWorkers(), before.roundsDone());
        if (result.divergence() != null) {
            throw result.divergence().toException();
        }
        int done = before.roundsDone() + 1;
        SharedState shared = averaged(update(before.shared(), result, before.roundsDone()), before.shared(), done);
        checkFinite(shared, done);
        RoundStatistics statistics = result.statistics();
        RoundReport report = new RoundReport(
                done,
                spec.rounds(),
                statistics.meanLoss(),
                statistics.taskSteps(),
                statistics.examples(),
                (System.nanoTime() - begin) * 1e-9);
        listeners.forEach(listener -> listener.roundEnded(report));
        boolean due = done % spec.evaluateEvery() == 0 || done == spec.rounds();
        return due && !nothingToValidate ? evaluate(before, shared, done) : next(before, shared, done);
    }

    private SharedState update(SharedState shared, RoundResult result, int round) {
        if (spec.aggregation() == Aggregation.PARAMETER_AVERAGING) {
            return new SharedState(result.means(), shared.step() + spec.localSteps());
        }
        float[] gradient = result.means().here()[0];
        float[] phi = shared.phi().clone();
        float[][] slots = WorkerState.copy(shared.slots());
        double factor = spec.optimizer().schedule().factor(round, spec.rounds());
        int trained = pool.hypernet().trained();
        new Optimizer(spec.optimizer()).update(phi, 0, trained, gradient, 1, slots, shared.step() + 1, factor);
        return new SharedState(phi, slots, shared.step() + 1);
    }

    private SharedState averaged(SharedState shared, SharedState before, int done) {
        return spec.polyak() == 0 ? shared : shared.averagedWith(before, spec.polyak(), done);
    }

    private static void checkFinite(SharedState shared, int round) {
        if (!shared.vectors().finite()) {
            throw new TrainingDivergedException("Training diverged in round " + round
                    + ": a shared parameter is not finite. Lower the learning rate or set gradientClip.");
        }
    }

    private Progress next(Progress before, SharedState shared, int done) {
        return new Progress(
                done,
                shared,
                before.bestLoss(),
                before.bestRound(),
                before.evaluationsSinceBest(),
                done == spec.rounds());
    }

    private Progress evaluate(Progress before, SharedState shared, int done) {
        MetricSummary summary = pool.validate(shared.forPrediction());
        if (summary.tasks() == 0) {
            nothingToValidate = true;
            return next(before, shared, done);
        }
        listeners.forEach(listener -> listener.validated(done, summary));
        double minDelta =
                spec.earlyStopping() == null ? 0 : spec.earlyStopping().minDelta();
        boolean better = summary.loss() < before.bestLoss() - minDelta;
        int since = better ? 0 : before.evaluationsSinceBest() + 1;
        boolean stop =
                spec.earlyStopping() != null && since >= spec.earlyStopping().patience();
        return new Progress(
                done,
                shared,
                better ? summary.loss() : before.bestLoss(),
                better ? done : before.bestRound(),
                since,
                stop || done == spec.rounds());
    }
}
