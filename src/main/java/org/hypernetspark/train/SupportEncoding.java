package org.hypernetspark.train;

import org.hypernetspark.hyper.ConditionPass;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.SupportInput;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.SupportBatch;

/**
 * Makes the vectors that a model keeps of its tasks: the learned embedding, then the encoded support set, for which a task's
 * training rows are taken. Rows themselves are not kept. Without a support set a vector is the embedding.
 */
public final class SupportEncoding {
    private static final int TASKS_AT_ONCE = 16;

    private final Hypernet hypernet;
    private final int embedding;
    private final int vector;

    /** For this hypernet. */
    public SupportEncoding(Hypernet hypernet) {
        this.hypernet = hypernet;
        this.embedding = hypernet.condition().embedding();
        this.vector = hypernet.condition().vector();
    }

    /**
     * The vectors of a shard's tasks, {@code [tasks, vector]}.
     *
     * @param embeddings {@code [tasks, embedding]} in the shard's order; returned as they are if there is no support set
     */
    public float[] vectors(float[] phi, Shard shard, float[] embeddings) {
        SupportInput support = hypernet.condition().support();
        if (support == null) {
            return embeddings;
        }
        float[] vectors = new float[Math.multiplyExact(shard.size(), vector)];
        int rows = support.mostRows();
        SupportBatch batch =
                new SupportBatch(TASKS_AT_ONCE, rows, support.features(), support.labels(), support.classes());
        ConditionPass pass = hypernet.conditionPass(TASKS_AT_ONCE, 1, 1, rows);
        for (int first = 0; first < shard.size(); first += TASKS_AT_ONCE) {
            int count = Math.min(TASKS_AT_ONCE, shard.size() - first);
            for (int slot = 0; slot < TASKS_AT_ONCE; slot++) {
                // The last group is padded: products of other shapes round differently.
                batch.space(
                        slot,
                        shard.task(Math.min(first + slot, shard.size() - 1)).training());
            }
            pass.encode(phi, batch.x(), batch.counts(), TASKS_AT_ONCE, false, 0);
            for (int slot = 0; slot < count; slot++) {
                int at = (first + slot) * vector;
                System.arraycopy(embeddings, (first + slot) * embedding, vectors, at, embedding);
                pass.copyVector(slot, embedding, vectors, at + embedding, vector - embedding);
            }
        }
        return vectors;
    }

    /** The same under the tasks' ids. */
    public TaskEmbeddings named(float[] phi, Shard shard, float[] embeddings) {
        return NamedVectors.of(shard, vector, vectors(phi, shard, embeddings));
    }
}
