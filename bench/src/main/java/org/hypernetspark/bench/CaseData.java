package org.hypernetspark.bench;

import java.util.Arrays;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.train.WorkerState;

/** The first values and the first minibatch of a case. */
public final class CaseData {
    private final BenchmarkCase work;
    private final Hypernet hypernet;

    private CaseData(BenchmarkCase work) {
        this.work = work;
        this.hypernet = work.hypernet();
    }

    /**
     * The data of a case.
     *
     * @param name work and tasks at once, for example {@code W2:16}
     * @throws IllegalArgumentException if there is no such work
     */
    public static CaseData of(String name) {
        int colon = name.indexOf(':');
        return of(Workloads.load().find(name.substring(0, colon), Integer.parseInt(name.substring(colon + 1))));
    }

    static CaseData of(BenchmarkCase work) {
        return new CaseData(work);
    }

    /** The hypernet with its target. */
    public Hypernet hypernet() {
        return hypernet;
    }

    /** Tasks at once. */
    public int tasks() {
        return work.tasks();
    }

    /** Rows of each task. */
    public int batch() {
        return work.workload().batch();
    }

    /** First shared parameters. */
    public float[] phi() {
        return hypernet.initialize(work.seed());
    }

    /** First embeddings {@code [tasks, embedding]}. */
    public float[] embeddings() {
        int size = hypernet.condition().embedding();
        return WorkerState.initial(work.shard(0, 1), size, hypernet.layout().size(), work.training(1, 1, 1))
                .embeddings();
    }

    /** First weights of all tasks. */
    public Weights theta() {
        HypernetPass pass = hypernet.pass(work.tasks());
        Weights theta = pass.generate(phi(), embeddings(), work.tasks());
        return new Weights(theta.values().clone(), theta.offset(), theta.stride());
    }

    /** Features of the first minibatch {@code [tasks, batch, input]}. */
    public float[] firstMinibatch() {
        return Minibatches.first(work, 1).x();
    }

    /** Writes some gradient. */
    public void fillGradient(Weights gradient) {
        Arrays.fill(gradient.values(), 1e-3f);
    }
}
