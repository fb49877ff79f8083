package org.hypernetspark.continual;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.LossPass;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Initializers;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.TaskBatch;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.Optimizer;
import org.hypernetspark.train.TrainingDivergedException;

/**
 * One ordinary network of the target's layers for all tasks, kept from forgetting by a penalty on its weights or by nothing:
 * what a hypernet is compared with. It starts from Xavier's rule; optimiser state is new for each task.
 */
public final class NetworkLearner implements Learner {
    private static final String THETA = "theta";

    private final Network target;
    private final Loss loss;
    private final TaskSequence sequence;
    private final ContinualSpec spec;
    private final List<Head> heads;
    private final WeightPenalty penalty;
    private final float[] theta;
    private int learned;

    private NetworkLearner(
            Network target,
            Loss loss,
            TaskSequence sequence,
            ContinualSpec spec,
            float[] theta,
            WeightPenalty penalty) {
        this.target = target;
        this.loss = loss;
        this.sequence = sequence;
        this.spec = spec;
        this.heads = Head.of(target, sequence.size(), spec.heads());
        this.theta = theta;
        this.penalty = penalty;
    }

    private static float[] initial(Network target, ContinualSpec spec) {
        return target.layout().initialize(Initializers.xavier(), spec.seed());
    }

    /** Held by nothing. */
    public static NetworkLearner fineTuning(Network target, Loss loss, TaskSequence sequence, ContinualSpec spec) {
        return new NetworkLearner(target, loss, sequence, spec, initial(target, spec), new NoPenalty());
    }

    /**
     * Held by on-line EWC.
     *
     * @param strength factor of the penalty, which holds half the squared distances
     * @param decay what remains of earlier importances when a task is added, 1 for all
     */
    public static NetworkLearner ewc(
            Network target, Loss loss, TaskSequence sequence, ContinualSpec spec, double strength, double decay) {
        WeightPenalty penalty = new ElasticWeights(target.layout().size(), loss, strength, decay);
        return new NetworkLearner(target, loss, sequence, spec, initial(target, spec), penalty);
    }

    /**
     * Held by synaptic intelligence.
     *
     * @param strength factor of the penalty
     * @param damping keeps importances of weights that hardly moved finite, above 0
     */
    public static NetworkLearner synapticIntelligence(
            Network target, Loss loss, TaskSequence sequence, ContinualSpec spec, double strength, double damping) {
        float[] theta = initial(target, spec);
        WeightPenalty penalty = new SynapticIntelligence(theta, strength, damping);
        return new NetworkLearner(target, loss, sequence, spec, theta, penalty);
    }

    @Override
    public void learn(int task) {
        Network network = heads.get(task).on(target);
        Rows rows = sequence.training(task);
        train(network, rows, Seeds.hash(sequence.id(task)));
        if (!Kernels.allFinite(theta, 0, theta.length)) {
            throw new TrainingDivergedException("Training diverged on task \"" + sequence.id(task)
                    + "\": a weight is not finite. Lower the learning rate or the penalty's strength.");
        }
        penalty.learned(network, theta, rows);
        learned = task + 1;
    }

    private void train(Network network, Rows rows, long key) {
        NetworkPass pass = network.pass(1, spec.batch());
        TaskBatch batch = new TaskBatch(1, spec.batch(), network.input().size(), loss.labelWidth(network.output()));
        LossPass lossPass = lossPass(network, batch);
        Optimizer optimizer = new Optimizer(spec.optimizer());
        float[][] slots = optimizer.newSlots(theta.length);
        float[] gradient = new float[theta.length];
        float[] penalized = new float[theta.length];
        float[] before = new float[theta.length];
        long[] seeds = new long[1];
        Weights weights = Weights.single(theta);
        Weights gradients = Weights.single(gradient);
        for (int k = 0; k < spec.steps(); k++) {
            batch.fillShuffled(0, rows, spec.seed(), key, k);
            seeds[0] = Seeds.derive(spec.seed(), Purpose.DROPOUT, k, key);
            lossPass.output = pass.forward(weights, batch.x(), 1, spec.batch(), true, seeds);
            lossPass.dOutput = lossPass.output;
            loss.compute(lossPass);
            pass.backward(weights, gradients, lossPass.dOutput, false);
            System.arraycopy(gradient, 0, penalized, 0, gradient.length);
            System.arraycopy(theta, 0, before, 0, theta.length);
            penalty.addGradient(theta, penalized);
            optimizer.update(theta, 0, theta.length, penalized, 1, slots, k + 1L, 1);
            penalty.stepped(gradient, before, theta);
        }
    }

    private LossPass lossPass(Network network, TaskBatch batch) {
        LossPass pass = new LossPass();
        pass.tasks = 1;
        pass.batch = spec.batch();
        pass.width = network.output().size();
        pass.labels = batch.y();
        pass.mask = batch.mask();
        pass.losses = new double[1];
        pass.counts = new double[1];
        return pass;
    }

    @Override
    public boolean knows(int task) {
        return task < learned;
    }

    @Override
    public MetricSums score(int task) {
        return new NetworkScorer(heads.get(task).on(target), loss).score(theta, sequence.test(task));
    }

    @Override
    public Map<String, float[]> state() {
        Map<String, float[]> state = new LinkedHashMap<>(penalty.state());
        state.put(THETA, theta.clone());
        return state;
    }

    @Override
    public void restore(Map<String, float[]> state, int done) {
        System.arraycopy(state.get(THETA), 0, theta, 0, theta.length);
        penalty.restore(state);
        learned = done;
    }
}
