package org.hypernetspark.train;

import java.util.stream.IntStream;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;

/** Tasks of a shard by the variant of the target that they have: tasks of one variant run together. */
final class Variants {
    private Variants() {}

    /**
     * Checks that the target has the variants of the tasks.
     *
     * @throws IllegalArgumentException if it has not, naming the task
     */
    static void check(Hypernet hypernet, Shard shard) {
        int variants = hypernet.variants().size();
        for (int i = 0; i < shard.size(); i++) {
            int variant = shard.task(i).variant();
            if (variant < 0 || variant >= variants) {
                Task task = shard.task(i);
                throw new IllegalArgumentException("Task \"" + task.id() + "\" has variant " + variant
                        + ", but the target has " + variants + (variants == 1 ? " variant" : " variants")
                        + ", counted from 0");
            }
        }
    }

    /** Puts the first {@code count} of the chosen tasks in order of their variants; those of one variant stay in theirs. */
    static void sort(Shard shard, int[] chosen, int count) {
        for (int i = 1; i < count; i++) {
            int task = chosen[i];
            int at = i;
            while (at > 0
                    && shard.task(chosen[at - 1]).variant() > shard.task(task).variant()) {
                chosen[at] = chosen[at - 1];
                at--;
            }
            chosen[at] = task;
        }
    }

    /** Behind the last of the chosen tasks that have the variant of the one at {@code first}. */
    static int end(Shard shard, int[] chosen, int first, int count) {
        int variant = shard.task(chosen[first]).variant();
        int end = first + 1;
        while (end < count && shard.task(chosen[end]).variant() == variant) {
            end++;
        }
        return end;
    }

    /** The numbers of a shard's tasks that have a variant. */
    static int[] members(Shard shard, int variant) {
        return IntStream.range(0, shard.size())
                .filter(i -> shard.task(i).variant() == variant)
                .toArray();
    }
}
