package org.hypernetspark.continual;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.EmbeddingInput;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.Optimizer;
import org.hypernetspark.train.TaskStep;
import org.hypernetspark.train.TrainingDivergedException;

/**
 * One hypernet for all tasks, kept from forgetting by the {@link OutputRegularizer} (von Oswald et al. 2020, algorithm 1). The
 * embeddings of earlier tasks are frozen; optimiser state is new for each task.
 */
public final class HypernetLearner implements Learner {
    private static final String PHI = "phi";
    private static final String EMBEDDING = "embedding-";
    private static final String IMPORTANCE = "importance-";

    private final Hypernet hypernet;
    private final HypernetSpec hypernetSpec;
    private final Network target;
    private final Loss loss;
    private final TaskSequence sequence;
    private final ContinualSpec spec;
    private final List<Head> heads;
    private final HypernetScores scores;
    private final float[] phi;
    private EarlierTasks earlier = new EarlierTasks();

    /**
     * Before the first task.
     *
     * @throws IllegalArgumentException if the condition is not an embedding alone, or the target does not fit the heads
     */
    public HypernetLearner(
            HypernetSpec hypernetSpec, Network target, Loss loss, TaskSequence sequence, ContinualSpec spec) {
        this(hypernetSpec, target, loss, sequence, spec, Head.of(target, sequence.size(), spec.heads()));
    }

    HypernetLearner(
            HypernetSpec hypernetSpec,
            Network target,
            Loss loss,
            TaskSequence sequence,
            ContinualSpec spec,
            List<Head> heads) {
        this.hypernetSpec = hypernetSpec;
        this.target = target;
        this.loss = loss;
        this.sequence = sequence;
        this.spec = spec;
        requireEmbeddingAlone(hypernetSpec);
        this.hypernet = Hypernet.of(hypernetSpec, target);
        this.heads = heads;
        this.scores = new HypernetScores(hypernet, loss);
        this.phi = hypernet.initialize(spec.seed());
    }

    static void requireEmbeddingAlone(HypernetSpec spec) {
        if (!spec.condition().inputs().stream().allMatch(EmbeddingInput.class::isInstance)) {
            throw new IllegalArgumentException(
                    "Continual learning needs a condition that is a task embedding alone, got " + spec.condition());
        }
    }

    @Override
    public void learn(int task) {
        float[] embedding = initialEmbedding(spec.seed(), sequence.id(task), hypernet.condition());
        new TaskRun(task, embedding).run();
        if (!Kernels.allFinite(phi, 0, phi.length)) {
            throw new TrainingDivergedException("Training diverged on task \"" + sequence.id(task)
                    + "\": a shared parameter is not finite. Lower the learning rate or beta.");
        }
        earlier.add(embedding, importance(task, embedding));
    }

    private float[] importance(int task, float[] embedding) {
        Regularization regularization = spec.regularization();
        boolean mask = regularization.maskedHeads() && spec.heads();
        if (!regularization.fisher()) {
            return mask ? heads.get(task).mask(target) : null;
        }
        float[] theta = scores.theta(phi, embedding).clone();
        float[] fisher = new FisherDiagonal(heads.get(task).on(target), loss).of(theta, sequence.training(task));
        if (mask) {
            float[] kept = heads.get(task).mask(target);
            for (int i = 0; i < fisher.length; i++) {
                fisher[i] *= kept[i];
            }
        }
        return fisher;
    }

    @Override
    public boolean knows(int task) {
        return task < earlier.count();
    }

    @Override
    public MetricSums score(int task) {
        return scores.score(phi, earlier.embedding(task), heads.get(task), sequence.test(task));
    }

    /** Which task each of these rows belongs to and its class, inferred from the entropies of the known tasks' predictions. */
    public EntropyInference.Inferred infer(Rows rows) {
        return new EntropyInference(target, loss, heads).infer(rows, earlier.count(), this::theta);
    }

    /** The weights generated for a known task; valid until the next call. */
    public float[] theta(int task) {
        return scores.theta(phi, earlier.embedding(task));
    }

    @Override
    public Map<String, float[]> state() {
        Map<String, float[]> state = new LinkedHashMap<>();
        state.put(PHI, phi.clone());
        for (int task = 0; task < earlier.count(); task++) {
            state.put(EMBEDDING + task, earlier.embedding(task));
            if (earlier.importance(task) != null) {
                state.put(IMPORTANCE + task, earlier.importance(task));
            }
        }
        return state;
    }

    @Override
    public void restore(Map<String, float[]> state, int learned) {
        System.arraycopy(state.get(PHI), 0, phi, 0, phi.length);
        earlier = new EarlierTasks();
        for (int task = 0; task < learned; task++) {
            earlier.add(state.get(EMBEDDING + task), state.get(IMPORTANCE + task));
        }
    }

    /** A task's first embedding: standard normal, by seed and id. */
    static float[] initialEmbedding(long seed, String id, Condition condition) {
        RandomStream random = Seeds.stream(seed, Purpose.TASK_EMBEDDING, Seeds.hash(id));
        float[] embedding = new float[condition.embedding()];
        for (int i = 0; i < embedding.length; i++) {
            embedding[i] = (float) random.nextGaussian();
        }
        return embedding;
    }

    /** The steps on one task, with their working memory. */
    private final class TaskRun {
        private final Optimizer optimizer = new Optimizer(spec.optimizer());
        private final Optimizer embeddingOptimizer = new Optimizer(spec.embeddingOptimizer());
        private final float[][] slots = optimizer.newSlots(phi.length);
        private final float[] dPhi = new float[phi.length];
        private final float[] embedding;
        private final float[][] embeddingSlots;
        private final Task task;
        private final TaskStep step;
        private final OutputRegularizer regularizer;
        private final LookAhead lookAhead;

        TaskRun(int index, float[] embedding) {
            this.embedding = embedding;
            this.embeddingSlots = embeddingOptimizer.newSlots(embedding.length);
            this.task = Task.of(sequence.id(index), sequence.training(index));
            this.step = new TaskStep(Hypernet.of(hypernetSpec, heads.get(index).on(target)), loss, 1, spec.batch());
            boolean regularized = earlier.count() > 0 && spec.regularization().beta() > 0;
            long seed = Seeds.derive(spec.seed(), Purpose.REGULARISED_TASKS, task.key());
            this.regularizer =
                    regularized ? new OutputRegularizer(hypernet, spec.regularization(), phi, earlier, seed) : null;
            this.lookAhead = regularized && spec.regularization().lookAhead()
                    ? new LookAhead(optimizer, phi.length, hypernet.trained())
                    : null;
        }

        void run() {
            for (int k = 0; k < spec.steps(); k++) {
                takeStep(k);
            }
        }

        private void takeStep(int k) {
            step.batch().fillShuffled(0, task.training(), spec.seed(), task.key(), k);
            step.setSeed(0, Seeds.derive(spec.seed(), Purpose.DROPOUT, k, task.key()));
            step.setVector(0, embedding, 0, task);
            long trunkSeed = Seeds.derive(spec.seed(), Purpose.DROPOUT, k, ~task.key());
            float[] dEmbedding = step.gradients(phi, dPhi, 1, true, trunkSeed);
            embeddingOptimizer.update(embedding, 0, embedding.length, dEmbedding, 1, embeddingSlots, k + 1L, 1);
            if (regularizer != null) {
                float[] at = lookAhead == null ? phi : lookAhead.after(phi, dPhi, slots, k + 1L);
                regularizer.addGradient(at, k, dPhi);
            }
            optimizer.update(phi, 0, hypernet.trained(), dPhi, 1, slots, k + 1L, 1);
        }
    }
}
