package org.hypernetspark.continual;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Rows;
import org.hypernetspark.train.MetricSums;

/** A new hypernet for each task, which forgets nothing and shares nothing; of each only the generated weights are kept. */
public final class FromScratchLearner implements Learner {
    private final HypernetSpec hypernetSpec;
    private final Network target;
    private final Loss loss;
    private final TaskSequence sequence;
    private final ContinualSpec spec;
    private final List<Head> heads;
    private final Map<String, float[]> thetas = new LinkedHashMap<>();

    /**
     * Before the first task.
     *
     * @throws IllegalArgumentException if the target does not fit the heads
     */
    public FromScratchLearner(
            HypernetSpec hypernetSpec, Network target, Loss loss, TaskSequence sequence, ContinualSpec spec) {
        this.hypernetSpec = hypernetSpec;
        this.target = target;
        this.loss = loss;
        this.sequence = sequence;
        this.spec = spec;
        this.heads = Head.of(target, sequence.size(), spec.heads());
    }

    private static String key(int task) {
        return "theta-" + task;
    }

    @Override
    public void learn(int task) {
        ContinualSpec own = spec.withSeed(spec.seed() ^ Seeds.hash(sequence.id(task)));
        HypernetLearner alone = new HypernetLearner(
                hypernetSpec, target, loss, new Only(sequence, task), own, List.of(heads.get(task)));
        alone.learn(0);
        thetas.put(key(task), alone.theta(0).clone());
    }

    @Override
    public boolean knows(int task) {
        return thetas.containsKey(key(task));
    }

    @Override
    public MetricSums score(int task) {
        return new NetworkScorer(heads.get(task).on(target), loss).score(thetas.get(key(task)), sequence.test(task));
    }

    @Override
    public Map<String, float[]> state() {
        return new LinkedHashMap<>(thetas);
    }

    @Override
    public void restore(Map<String, float[]> state, int learned) {
        thetas.clear();
        thetas.putAll(state);
    }

    /** One task of a sequence. */
    private record Only(TaskSequence sequence, int task) implements TaskSequence {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public int features() {
            return sequence.features();
        }

        @Override
        public String id(int index) {
            return sequence.id(task);
        }

        @Override
        public Rows training(int index) {
            return sequence.training(task);
        }

        @Override
        public Rows test(int index) {
            return sequence.test(task);
        }
    }
}
