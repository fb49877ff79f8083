package org.hypernetspark.continual;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.Optimizer;
import org.hypernetspark.train.TaskStep;

/**
 * One hypernet that trains on all tasks at once, when the last has come: what learning one after the other is measured
 * against. Each step takes a batch of every task and their mean gradient.
 */
public final class JointLearner implements Learner {
    private static final String PHI = "phi";
    private static final String EMBEDDINGS = "embeddings";

    private final HypernetSpec hypernetSpec;
    private final Network target;
    private final Loss loss;
    private final TaskSequence sequence;
    private final ContinualSpec spec;
    private final List<Head> heads;
    private final HypernetScores scores;
    private final int embeddingSize;
    private final int trained;
    private final float[] phi;
    private final float[] embeddings;
    private boolean learned;

    /**
     * Before training.
     *
     * @throws IllegalArgumentException if the condition is not an embedding alone, or the target does not fit the heads
     */
    public JointLearner(
            HypernetSpec hypernetSpec, Network target, Loss loss, TaskSequence sequence, ContinualSpec spec) {
        this.hypernetSpec = hypernetSpec;
        this.target = target;
        this.loss = loss;
        this.sequence = sequence;
        this.spec = spec;
        this.heads = Head.of(target, sequence.size(), spec.heads());
        Hypernet hypernet = Hypernet.of(hypernetSpec, target);
        HypernetLearner.requireEmbeddingAlone(hypernetSpec);
        this.trained = hypernet.trained();
        this.scores = new HypernetScores(hypernet, loss);
        this.embeddingSize = hypernet.condition().embedding();
        this.phi = hypernet.initialize(spec.seed());
        this.embeddings = new float[sequence.size() * embeddingSize];
        for (int task = 0; task < sequence.size(); task++) {
            float[] first = HypernetLearner.initialEmbedding(spec.seed(), sequence.id(task), hypernet.condition());
            System.arraycopy(first, 0, embeddings, task * embeddingSize, embeddingSize);
        }
    }

    @Override
    public void learn(int task) {
        if (task == sequence.size() - 1) {
            train();
            learned = true;
        }
    }

    private void train() {
        int tasks = sequence.size();
        Task[] all = new Task[tasks];
        TaskStep[] steps = new TaskStep[tasks];
        for (int task = 0; task < tasks; task++) {
            all[task] = Task.of(sequence.id(task), sequence.training(task));
            steps[task] = new TaskStep(Hypernet.of(hypernetSpec, heads.get(task).on(target)), loss, 1, spec.batch());
        }
        Optimizer optimizer = new Optimizer(spec.optimizer());
        Optimizer embeddingOptimizer = new Optimizer(spec.embeddingOptimizer());
        float[][] slots = optimizer.newSlots(phi.length);
        float[][] embeddingSlots = embeddingOptimizer.newSlots(embeddings.length);
        float[] dEmbeddings = new float[embeddings.length];
        float[] dPhi = new float[phi.length];
        float[] sum = new float[phi.length];
        for (int k = 0; k < spec.steps(); k++) {
            for (int task = 0; task < tasks; task++) {
                gradient(steps[task], all[task], task, k, task == 0 ? sum : dPhi, dEmbeddings);
                if (task > 0) {
                    Kernels.axpy(sum.length, 1, dPhi, 0, sum, 0);
                }
            }
            embeddingOptimizer.update(embeddings, 0, embeddings.length, dEmbeddings, 1, embeddingSlots, k + 1L, 1);
            optimizer.update(phi, 0, trained, sum, 1f / tasks, slots, k + 1L, 1);
        }
    }

    private void gradient(TaskStep step, Task task, int index, int k, float[] dPhi, float[] dEmbeddings) {
        step.batch().fillShuffled(0, task.training(), spec.seed(), task.key(), k);
        step.setSeed(0, Seeds.derive(spec.seed(), Purpose.DROPOUT, k, task.key()));
        step.setVector(0, embeddings, index * embeddingSize, task);
        long trunkSeed = Seeds.derive(spec.seed(), Purpose.DROPOUT, k, ~task.key());
        float[] dEmbedding = step.gradients(phi, dPhi, 1, true, trunkSeed);
        System.arraycopy(dEmbedding, 0, dEmbeddings, index * embeddingSize, embeddingSize);
    }

    @Override
    public boolean knows(int task) {
        return learned;
    }

    @Override
    public MetricSums score(int task) {
        float[] embedding = new float[embeddingSize];
        System.arraycopy(embeddings, task * embeddingSize, embedding, 0, embeddingSize);
        return scores.score(phi, embedding, heads.get(task), sequence.test(task));
    }

    @Override
    public Map<String, float[]> state() {
        Map<String, float[]> state = new LinkedHashMap<>();
        state.put(PHI, phi.clone());
        state.put(EMBEDDINGS, embeddings.clone());
        return state;
    }

    @Override
    public void restore(Map<String, float[]> state, int done) {
        System.arraycopy(state.get(PHI), 0, phi, 0, phi.length);
        System.arraycopy(state.get(EMBEDDINGS), 0, embeddings, 0, embeddings.length);
        learned = done == sequence.size();
    }
}
