package org.hypernetspark.continual;

import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetPass;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Weights;
import org.hypernetspark.task.Rows;
import org.hypernetspark.train.MetricSums;

/** Generates one task's weights and scores them. Not thread-safe. */
final class HypernetScores {
    private final Hypernet hypernet;
    private final Loss loss;
    private final HypernetPass pass;
    private final float[] theta;

    HypernetScores(Hypernet hypernet, Loss loss) {
        this.hypernet = hypernet;
        this.loss = loss;
        this.pass = hypernet.pass(1);
        this.theta = new float[hypernet.target().layout().size()];
    }

    /** The weights of an embedding, valid until the next call. */
    float[] theta(float[] phi, float[] embedding) {
        Weights generated = pass.generate(phi, embedding, 1);
        System.arraycopy(generated.values(), generated.offset(), theta, 0, theta.length);
        return theta;
    }

    MetricSums score(float[] phi, float[] embedding, Head head, Rows rows) {
        return new NetworkScorer(head.on(hypernet.target()), loss).score(theta(phi, embedding), rows);
    }
}
