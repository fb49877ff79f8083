package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.param.Kernels;

/** The mean over each node's neighbours, and its way back; zero for a node without neighbours. */
record NeighbourMean(int[][] neighbours, int width) {
    /** {@code to [rows, nodes, width]} becomes the means of {@code from}. */
    void forward(int rows, float[] from, int fromAt, float[] to, int toAt) {
        int size = neighbours.length * width;
        Arrays.fill(to, toAt, toAt + rows * size, 0);
        for (int row = 0; row < rows; row++) {
            for (int node = 0; node < neighbours.length; node++) {
                int[] own = neighbours[node];
                int at = toAt + row * size + node * width;
                for (int other : own) {
                    Kernels.axpy(width, 1f / own.length, from, fromAt + row * size + other * width, to, at);
                }
            }
        }
    }

    /** Adds to {@code dFrom} what the gradient {@code dTo} of the means brings. */
    void backward(int rows, float[] dTo, int toAt, float[] dFrom, int fromAt) {
        int size = neighbours.length * width;
        for (int row = 0; row < rows; row++) {
            for (int node = 0; node < neighbours.length; node++) {
                int[] own = neighbours[node];
                int at = toAt + row * size + node * width;
                for (int other : own) {
                    Kernels.axpy(width, 1f / own.length, dTo, at, dFrom, fromAt + row * size + other * width);
                }
            }
        }
    }
}
