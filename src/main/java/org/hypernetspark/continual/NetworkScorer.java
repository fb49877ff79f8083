package org.hypernetspark.continual;

import java.util.List;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.NetworkPass;
import org.hypernetspark.net.Weights;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Task;
import org.hypernetspark.task.TaskBatch;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.PredictionScorer;

/** Scores one set of weights of a network on rows. Not thread-safe. */
final class NetworkScorer {
    private static final int ROWS_AT_ONCE = 256;

    private final NetworkPass network;
    private final TaskBatch batch;
    private final PredictionScorer scorer;

    NetworkScorer(Network network, Loss loss) {
        this.network = network.pass(1, ROWS_AT_ONCE);
        this.batch = new TaskBatch(1, ROWS_AT_ONCE, network.input().size(), loss.labelWidth(network.output()));
        this.scorer = new PredictionScorer(loss, network.output(), batch, 1);
    }

    MetricSums score(float[] theta, Rows rows) {
        Weights weights = Weights.single(theta);
        return scorer.score(
                        List.of(Task.of("", rows)),
                        Task::training,
                        tasks -> network.predict(weights, batch.x(), 1, ROWS_AT_ONCE))
                .get(0);
    }
}
