package org.hypernetspark.train;

import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Loss;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;

/**
 * The local steps of a virtual worker in one round: a pure function of shared state, shard, worker state and round.
 *
 * <p>Working memory is kept between calls; not thread-safe.
 */
public final class WorkerTraining {
    private final Hypernet hypernet;
    private final TrainingSpec spec;
    private final Optimizer optimizer;
    private final PhiUpdate phiUpdate;
    private final Optimizer embeddingOptimizer;
    /** Tasks of a step have mostly been updated as often. */
    private final AdamSize embeddingAdam;

    private final SpareVectors spares;
    private final int embeddingSize;
    /** For each variant of the target. */
    private final TaskStep[] steps;

    private final int[] chosen;
    private final boolean[] unknown;
    private final float[] dPhi;
    /** Whether the tasks of a step are of one variant and run together. */
    private final boolean whole;
    /** The gradient of tasks that run together; empty if a step's all do. */
    private final float[] dMore;
    /** As long as the embeddings of the shard, with which it grows. */
    private float[] embeddingGradient = {};

    /** Room to train any shard under these settings. */
    public WorkerTraining(Hypernet hypernet, Loss loss, TrainingSpec spec) {
        this(hypernet, loss, spec, new SpareVectors());
    }

    /** The same, which takes what it brings back from spare vectors as long as {@code phi}. */
    WorkerTraining(Hypernet hypernet, Loss loss, TrainingSpec spec, SpareVectors spares) {
        this.spares = spares;
        this.hypernet = hypernet;
        this.spec = spec;
        this.optimizer = new Optimizer(spec.optimizer());
        this.embeddingOptimizer = new Optimizer(spec.embeddingOptimizer());
        this.embeddingAdam = new AdamSize(embeddingOptimizer);
        this.embeddingSize = hypernet.condition().embedding();
        this.steps = hypernet.variants().stream()
                .map(variant -> TaskStep.forTraining(variant, loss, tasksTogether(variant, spec), spec.batch()))
                .toArray(TaskStep[]::new);
        this.whole = steps.length == 1 && steps[0].maxTasks() == spec.tasksPerStep();
        this.phiUpdate = new PhiUpdate(hypernet, spec, optimizer, whole);
        if (spec.aggregation() == Aggregation.PARAMETER_AVERAGING) {
            phiUpdate.joinTo(steps[0]);
        }
        this.chosen = new int[spec.tasksPerStep()];
        this.unknown = new boolean[spec.tasksPerStep()];
        this.dPhi = new float[hypernet.layout().size()];
        this.dMore = new float[whole ? 0 : dPhi.length];
    }

    private static int tasksTogether(Hypernet variant, TrainingSpec spec) {
        return variant.tasksTogether(spec.tasksPerStep(), spec.batch());
    }

    /** The shared state before the first round. */
    public static SharedState initialShared(Hypernet hypernet, TrainingSpec spec) {
        float[] phi = hypernet.initialize(spec.seed());
        boolean slots =
                spec.aggregation() == Aggregation.GRADIENT_AVERAGING || spec.optimizerState() == OptimizerState.AVERAGE;
        return new SharedState(phi, slots ? new Optimizer(spec.optimizer()).newSlots(phi.length) : new float[0][], 0);
    }

    /**
     * Runs one round.
     *
     * @param shared the state all workers begin with; not changed
     * @param state this worker's state; not changed
     * @param round from 0
     * @throws IllegalArgumentException if a task has a variant that the target has not
     */
    public WorkerResult run(SharedState shared, Shard shard, WorkerState state, int round) {
        if (shard.size() == 0) {
            return new WorkerResult(shard.worker(), 0, new float[0][], state, RoundStatistics.NONE, null);
        }
        Variants.check(hypernet, shard);
        return spec.aggregation() == Aggregation.PARAMETER_AVERAGING
                ? averageParameters(shared, shard, state, round)
                : averageGradients(shared, shard, state, round);
    }

    /**
     * Takes the vectors of a result back, to be written over by later rounds.
     *
     * @param result what {@link #run} of this object returned; its vectors may not be read any more
     */
    public void recycle(WorkerResult result) {
        spares.giveBack(result.vectors());
    }

    private WorkerResult averageParameters(SharedState shared, Shard shard, WorkerState state, int round) {
        float[] phi = spares.copy(shared.phi());
        boolean keep = spec.optimizerState() == OptimizerState.KEEP;
        float[][] slots =
                switch (spec.optimizerState()) {
                    case AVERAGE -> spares.copies(shared.slots());
                    case KEEP -> WorkerState.copy(state.phiSlots);
                    case RESET -> optimizer.newSlots(phi.length);
                };
        long done =
                switch (spec.optimizerState()) {
                    case AVERAGE -> shared.step();
                    case KEEP -> state.phiSteps;
                    case RESET -> 0;
                };
        WorkerState next = state.copy(keep ? slots : new float[0][], keep ? done + spec.localSteps() : 0);
        Tally tally = new Tally();
        double factor = spec.optimizer().schedule().factor(round, spec.rounds());
        Schedule schedule = schedule(shard);
        for (int k = 0; k < spec.localSteps() && tally.divergence == null; k++) {
            phiUpdate.begin(slots, done + k + 1, factor, schedule.count(stepNumber(round, k)));
            takeStep(phi, shard, next, schedule, round, k, tally);
            phiUpdate.end(phi, dPhi);
        }
        float[][] vectors = new float[1 + (spec.optimizerState() == OptimizerState.AVERAGE ? slots.length : 0)][];
        vectors[0] = phi;
        System.arraycopy(slots, 0, vectors, 1, vectors.length - 1);
        return tally.result(shard.worker(), vectors, next);
    }

    private WorkerResult averageGradients(SharedState shared, Shard shard, WorkerState state, int round) {
        WorkerState next = state.copy(new float[0][], 0);
        float[] gradient = spares.zeros(dPhi.length);
        Tally tally = new Tally();
        Schedule schedule = schedule(shard);
        for (int k = 0; k < spec.localSteps() && tally.divergence == null; k++) {
            int tasks = takeStep(shared.phi(), shard, next, schedule, round, k, tally);
            Kernels.axpy(gradient.length, gradientScale(tasks) / spec.localSteps(), dPhi, 0, gradient, 0);
        }
        return tally.result(shard.worker(), new float[][] {gradient}, next);
    }

    private Schedule schedule(Shard shard) {
        return new Schedule(shard.size(), spec.tasksPerStep(), shard.worker(), spec.seed());
    }

    private long stepNumber(int round, int k) {
        return (long) round * spec.localSteps() + k;
    }

    /**
     * Leaves the summed gradient in {@link #dPhi}, but for what {@link #phiUpdate} takes at once, and updates the embeddings; returns the
     * number of tasks.
     */
    private int takeStep(
            float[] phi, Shard shard, WorkerState state, Schedule schedule, int round, int k, Tally tally) {
        long stepNumber = stepNumber(round, k);
        int tasks = schedule.select(stepNumber, chosen);
        if (steps.length > 1) {
            Variants.sort(shard, chosen, tasks);
        }
        for (int first = 0; first < tasks; ) {
            TaskStep step = steps[shard.task(chosen[first]).variant()];
            int end = Math.min(first + step.maxTasks(), Variants.end(shard, chosen, first, tasks));
            for (int slot = first; slot < end; slot++) {
                prepare(step, slot, slot - first, shard, state, stepNumber, schedule.visit(stepNumber));
            }
            float[] dCondition = train(step, phi, shard, first, end, stepNumber);
            tally.add(step, shard, chosen, first, end, round);
            updateEmbeddings(state, dCondition, first, end, round);
            first = end;
        }
        return tasks;
    }

    /** Runs the tasks chosen from {@code first} to {@code end}, of one variant, and adds their gradient to {@link #dPhi}. */
    private float[] train(TaskStep step, float[] phi, Shard shard, int first, int end, long stepNumber) {
        long seed = Seeds.derive(spec.seed(), Purpose.DROPOUT, stepNumber, shard.worker());
        long trunkSeed = first == 0 ? seed : Seeds.derive(seed, Purpose.DROPOUT, first);
        // Always the same vector, which the passes know from the step before.
        float[] dCondition = step.gradients(phi, whole ? dPhi : dMore, end - first, true, trunkSeed);
        if (first > 0) {
            Kernels.axpy(dPhi.length, 1, dMore, 0, dPhi, 0);
        } else if (!whole) {
            System.arraycopy(dMore, 0, dPhi, 0, dPhi.length);
        }
        return dCondition;
    }

    private void prepare(
            TaskStep step, int number, int slot, Shard shard, WorkerState state, long stepNumber, long visit) {
        Task task = shard.task(chosen[number]);
        step.batch().fillShuffled(slot, task.training(), spec.seed(), task.key(), visit);
        step.setSeed(slot, Seeds.derive(spec.seed(), Purpose.DROPOUT, stepNumber, task.key()));
        unknown[number] = spec.embeddingDropout() > 0
                && Seeds.unit(Seeds.derive(spec.seed(), Purpose.EMBEDDING_DROPOUT, stepNumber, task.key()))
                        < spec.embeddingDropout();
        float[] embeddings = unknown[number] ? null : state.embeddings;
        step.setDrawn(slot, embeddings, chosen[number] * embeddingSize, task, spec.seed(), stepNumber);
    }

    private void updateEmbeddings(WorkerState state, float[] dCondition, int first, int end, int round) {
        if (embeddingSize == 0) {
            return;
        }
        double factor = spec.embeddingOptimizer().schedule().factor(round, spec.rounds());
        int conditionSize = hypernet.condition().size();
        if (embeddingGradient.length < state.embeddings.length) {
            embeddingGradient = new float[state.embeddings.length];
        }
        for (int number = first; number < end; number++) {
            if (!unknown[number]) {
                int task = chosen[number];
                int at = task * embeddingSize;
                System.arraycopy(dCondition, (number - first) * conditionSize, embeddingGradient, at, embeddingSize);
                embeddingOptimizer.update(
                        state.embeddings,
                        at,
                        at + embeddingSize,
                        embeddingGradient,
                        1,
                        state.embeddingSlots,
                        ++state.embeddingSteps[task],
                        factor,
                        embeddingAdam);
            }
        }
    }

    /** The mean over tasks, and clipping. */
    private float gradientScale(int tasks) {
        return Optimizer.meanScale(dPhi, 0, dPhi.length, tasks, spec.gradientClip());
    }

    /** Running sums of a round. */
    private static final class Tally {
        private double lossSum;
        private long taskSteps;
        private double examples;
        private Divergence divergence;

        /** Of the tasks chosen from {@code first} to {@code end}, which are in the step's first slots. */
        void add(TaskStep step, Shard shard, int[] chosen, int first, int end, int round) {
            for (int slot = 0; slot < end - first; slot++) {
                double loss = step.lastLosses()[slot];
                if (!Double.isFinite(loss) && divergence == null) {
                    divergence = new Divergence(
                            round + 1, shard.task(chosen[first + slot]).id(), loss);
                }
                lossSum += loss;
                examples += step.counts()[slot];
            }
            taskSteps += end - first;
        }

        WorkerResult result(int worker, float[][] vectors, WorkerState state) {
            RoundStatistics statistics = new RoundStatistics(lossSum, taskSteps, examples);
            return new WorkerResult(worker, examples, vectors, state, statistics, divergence);
        }
    }
}
