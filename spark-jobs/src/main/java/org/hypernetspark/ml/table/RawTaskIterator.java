package org.hypernetspark.ml.table;

import java.util.Iterator;
import java.util.NoSuchElementException;
import scala.Tuple2;

/** Groups rows in order of their tasks into tasks, one at a time. */
final class RawTaskIterator implements Iterator<RawTask> {
    private final Iterator<Tuple2<RawRow, Void>> rows;
    private final TableColumns columns;
    private RawRow next;

    RawTaskIterator(Iterator<Tuple2<RawRow, Void>> rows, TableColumns columns) {
        this.rows = rows;
        this.columns = columns;
        advance();
    }

    private void advance() {
        next = rows.hasNext() ? rows.next()._1() : null;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public RawTask next() {
        if (next == null) {
            throw new NoSuchElementException("no more tasks");
        }
        String id = next.task();
        RawTaskBuilder task = new RawTaskBuilder(id, columns);
        while (next != null && next.task().equals(id)) {
            task.add(next);
            advance();
        }
        return task.build();
    }
}
