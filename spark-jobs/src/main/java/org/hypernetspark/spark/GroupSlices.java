package org.hypernetspark.spark;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import org.hypernetspark.train.WorkerResult;
import org.hypernetspark.train.WorkerState;
import scala.Tuple2;

/**
 * What a group's workers bring, in slices. The next worker runs when those of the one before have been used, so that vectors
 * do not pile up; only new states do.
 */
final class GroupSlices implements Iterator<Tuple2<Integer, Slice>> {
    private final GroupRun run;
    private final SliceAverage cutting;
    private final Consumer<List<WorkerState>> atTheEnd;
    private final List<WorkerState> states = new ArrayList<>();
    private Iterator<Tuple2<Integer, Slice>> slices = Collections.emptyIterator();
    private boolean ended;

    /**
     * None taken yet.
     *
     * @param atTheEnd takes all new states, once
     */
    GroupSlices(GroupRun run, SliceAverage cutting, Consumer<List<WorkerState>> atTheEnd) {
        this.run = run;
        this.cutting = cutting;
        this.atTheEnd = atTheEnd;
    }

    @Override
    public boolean hasNext() {
        if (!slices.hasNext() && !ended) {
            advance();
        }
        return slices.hasNext();
    }

    /** Each worker brings a slice at least, of statistics. */
    private void advance() {
        if (run.hasNext()) {
            WorkerResult result = run.next();
            states.add(result.state());
            slices = cutting.cut(result);
        } else {
            ended = true;
            run.release();
            atTheEnd.accept(states);
        }
    }

    @Override
    public Tuple2<Integer, Slice> next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no more slices");
        }
        return slices.next();
    }
}
