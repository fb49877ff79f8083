package org.hypernetspark.net;

import org.hypernetspark.param.LaneKernels;

/** The way of values into lanes, {@code [groups, values, lanes]}, and back to {@code [tasks, values]} with rows {@code stride} apart. */
record LaneOrder(LaneKernels kernels) {
    /** Into lanes; those that no task is left for stay as they are. */
    float[] turn(int tasks, int values, float[] from, int at, int stride, float[] to) {
        int lanes = kernels.lanes();
        for (int task = 0; task < tasks; task += lanes) {
            int some = Math.min(lanes, tasks - task);
            kernels.toLanes(some, values, from, at + task * stride, stride, to, task * values);
        }
        return to;
    }

    /** And back. */
    float[] turnBack(int tasks, int values, float[] from, float[] to, int at, int stride) {
        int lanes = kernels.lanes();
        for (int task = 0; task < tasks; task += lanes) {
            int some = Math.min(lanes, tasks - task);
            kernels.fromLanes(some, values, from, task * values, to, at + task * stride, stride);
        }
        return to;
    }
}
