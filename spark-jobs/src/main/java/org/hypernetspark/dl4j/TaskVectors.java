package org.hypernetspark.dl4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Generated weights of several tasks, or their gradient: {@code [tasks, size]}, row-major, with views of one tensor of every
 * task at a time.
 */
final class TaskVectors {
    private final INDArray values;

    /** Wraps an array in order c. */
    TaskVectors(INDArray values) {
        this.values = values;
    }

    int tasks() {
        return Math.toIntExact(values.size(0));
    }

    /** The tensor that begins at {@code offset} in every task's vector: {@code [tasks, shape]}, sharing memory. */
    INDArray view(long offset, long... shape) {
        return view(offset, new long[] {values.size(0)}, new long[] {values.size(1)}, shape);
    }

    /** The same, repeated for every one of a task's {@code rows} without copies: {@code [tasks, rows, shape]}. */
    INDArray repeated(long offset, long rows, long... shape) {
        return view(offset, new long[] {values.size(0), rows}, new long[] {values.size(1), 0}, shape);
    }

    private INDArray view(long offset, long[] outer, long[] outerStride, long... shape) {
        int rank = outer.length + shape.length;
        long[] dims = new long[rank];
        long[] strides = new long[rank];
        System.arraycopy(outer, 0, dims, 0, outer.length);
        System.arraycopy(outerStride, 0, strides, 0, outer.length);
        long stride = 1;
        for (int i = shape.length - 1; i >= 0; i--) {
            dims[outer.length + i] = shape[i];
            strides[outer.length + i] = stride;
            stride *= shape[i];
        }
        return Nd4j.create(values.data(), dims, strides, values.offset() + offset, 'c');
    }
}
