package org.hypernetspark.bench;

import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.Aggregation;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.TrainingSpec;
import org.hypernetspark.train.WorkerResult;
import org.hypernetspark.train.WorkerState;
import org.hypernetspark.train.WorkerTraining;

/** First steps by the call that every round of every trainer of ours makes: {@link WorkerTraining#run}, one step a round. */
final class EngineFirstSteps {
    private final BenchmarkCase work;
    private final Hypernet hypernet;
    private final Shard shard;

    EngineFirstSteps(BenchmarkCase work) {
        this.work = work;
        this.hypernet = work.hypernet();
        this.shard = work.shard(0, 1);
    }

    FirstSteps take() {
        TrainingSpec spec = work.training(work.steps(), 1, 1);
        WorkerTraining training = new WorkerTraining(hypernet, work.loss(), spec);
        SharedState start = WorkerTraining.initialShared(hypernet, spec);
        SharedState shared = start;
        WorkerState state = initialState(spec);
        double[] losses = new double[work.steps()];
        float[] update = {};
        for (int round = 0; round < losses.length; round++) {
            WorkerResult result = training.run(shared, shard, state, round);
            float[][] vectors = result.vectors();
            shared = new SharedState(vectors[0], new float[][] {vectors[1], vectors[2]}, shared.step() + 1);
            state = result.state();
            losses[round] = result.statistics().meanLoss();
            update = round == 0 ? FirstSteps.difference(shared.phi(), start.phi()) : update;
        }
        return new FirstSteps(losses, gradient(), update);
    }

    private float[] gradient() {
        TrainingSpec spec = work.training(1, 1, 1).withAggregation(Aggregation.GRADIENT_AVERAGING);
        SharedState start = WorkerTraining.initialShared(hypernet, spec);
        return new WorkerTraining(hypernet, work.loss(), spec)
                .run(start, shard, initialState(spec), 0)
                .vectors()[0];
    }

    private WorkerState initialState(TrainingSpec spec) {
        return WorkerState.initial(
                shard, hypernet.condition().embedding(), hypernet.layout().size(), spec);
    }
}
