package org.hypernetspark.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.SharedVectors;

/**
 * Shared states on an executor, each put together once for all workers that run there. The newest is kept for the next of
 * them; memory is used again for a later state when nobody reads it any more.
 */
final class SharedCopies {
    private final List<Copy> copies = new ArrayList<>();

    /** A state that is being put together, or has been. */
    static final class Copy {
        private final int round;
        private final float[][] vectors;
        private int users;
        private boolean filled;

        private Copy(int round, float[][] vectors) {
            this.round = round;
            this.vectors = vectors;
        }

        /** Puts it together, unless another worker has; that of one that is at it is waited for. */
        synchronized void fill(Consumer<float[][]> fill) {
            if (!filled) {
                fill.accept(vectors);
                filled = true;
            }
        }

        SharedState state(long step) {
            return new SharedState(SharedVectors.of(vectors), step);
        }
    }

    /** The copy of a round's state, to be given back. */
    synchronized Copy take(int round, Supplier<float[][]> room) {
        Copy copy = find(round);
        if (copy == null) {
            copy = new Copy(round, idle(room));
            copies.add(copy);
        }
        copy.users++;
        return copy;
    }

    private Copy find(int round) {
        for (Copy copy : copies) {
            if (copy.round == round) {
                return copy;
            }
        }
        return null;
    }

    /** Memory of a copy that nobody reads, which is forgotten; or new memory. */
    private float[][] idle(Supplier<float[][]> room) {
        for (Copy copy : copies) {
            if (copy.users == 0) {
                copies.remove(copy);
                return copy.vectors;
            }
        }
        return room.get();
    }

    /** Says that a worker reads a copy no longer. All that nobody reads are forgotten but the newest. */
    synchronized void giveBack(Copy copy) {
        copy.users--;
        int newest = copies.stream().mapToInt(any -> any.round).max().orElse(0);
        copies.removeIf(any -> any.users == 0 && any.round < newest);
    }
}
