package org.hypernetspark.hyper;

/**
 * Exact sizes of a hypernet and its target.
 *
 * @param phi shared trainable parameters, without task embeddings
 * @param embedding trainable parameters of each task: the size of its embedding, with its own chunk embeddings
 * @param theta weights of one target network
 * @param generated weights of it that are generated; the others are shared
 * @param unused outputs of the hypernet that become no weight, for each task
 * @param frozen values of {@code phi} that are not trained: frozen base weights; not in the counts above
 */
public record HypernetCounts(long phi, long embedding, long theta, long generated, long unused, long frozen) {
    /** Without frozen values. */
    public HypernetCounts(long phi, long embedding, long theta, long generated, long unused) {
        this(phi, embedding, theta, generated, unused, 0);
    }

    /** All trainable parameters for a number of tasks: {@code phi} and the embeddings. */
    public long trainable(long tasks) {
        return phi + tasks * embedding;
    }

    /** Trainable parameters for each weight of one target: {@code trainable(tasks) / theta}. */
    public double ratio(long tasks) {
        return (double) trainable(tasks) / theta;
    }
}
