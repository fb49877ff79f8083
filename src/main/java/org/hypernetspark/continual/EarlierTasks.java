package org.hypernetspark.continual;

import java.util.ArrayList;
import java.util.List;

/** What is remembered of the tasks learned so far: frozen embeddings and, if wanted, how much each weight counts. */
public final class EarlierTasks {
    private final List<float[]> embeddings = new ArrayList<>();
    private final List<float[]> importances = new ArrayList<>();

    /** Remembers one more task; {@code importance} is one weight for each value of theta, null if all count alike. */
    public void add(float[] embedding, float[] importance) {
        embeddings.add(embedding.clone());
        importances.add(importance);
    }

    /** Number of tasks. */
    public int count() {
        return embeddings.size();
    }

    /** A task's embedding, not to be changed. */
    public float[] embedding(int task) {
        return embeddings.get(task);
    }

    /** How much each value of theta counts for a task; null if all count alike. Not to be changed. */
    public float[] importance(int task) {
        return importances.get(task);
    }

    void copyEmbedding(int task, float[] to, int at) {
        float[] embedding = embeddings.get(task);
        System.arraycopy(embedding, 0, to, at, embedding.length);
    }
}
