package org.hypernetspark.spark;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.hypernetspark.hyper.TaskEmbeddings;

/** Makes one of the embeddings of all workers, which are each in order of ids: every id and value is moved once. */
final class EmbeddingMerge {
    private EmbeddingMerge() {}

    private static final class Reader {
        private final TaskEmbeddings part;
        private int next;

        Reader(TaskEmbeddings part) {
            this.part = part;
        }

        String id() {
            return part.id(next);
        }
    }

    /** All of them; no task may be in two parts. */
    static TaskEmbeddings of(List<TaskEmbeddings> parts, int size) {
        int count = parts.stream().mapToInt(TaskEmbeddings::count).reduce(0, Math::addExact);
        String[] ids = new String[count];
        int[] variants = new int[count];
        float[] values = new float[Math.multiplyExact(count, size)];
        PriorityQueue<Reader> readers = new PriorityQueue<>(Comparator.comparing(Reader::id));
        parts.stream().filter(part -> part.count() > 0).map(Reader::new).forEach(readers::add);
        for (int at = 0; at < count; at++) {
            Reader first = readers.remove();
            ids[at] = first.id();
            variants[at] = first.part.variant(first.next);
            first.part.copy(first.next++, values, at * size);
            if (first.next < first.part.count()) {
                readers.add(first);
            }
        }
        return new TaskEmbeddings(ids, variants, size, values);
    }
}
