package org.hypernetspark.net;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * The filters of a convolution: {@code bias [filters]}, then {@code weight [filters, channels, kernelHeight, kernelWidth]}
 * or, over sequences, {@code [filters, channels, kernel]}.
 *
 * @param count number of filters
 * @param window what each of them sees
 * @param bias whether there is a bias
 * @param sequence whether they move over a sequence: the window's rows are then no dimension of the weights
 */
record Filters(int count, Window window, boolean bias, boolean sequence) {
    /** Up to this many values under a filter, products with one column of all filters are too thin to be fast. */
    private static final int FEW_VALUES = 64;

    /** Filters over images. */
    Filters(int count, Window window, boolean bias) {
        this(count, window, bias, false);
    }

    List<ParameterSpec> parameters() {
        int kernelHeight = window.vertical().kernel();
        int kernelWidth = window.horizontal().kernel();
        int fanIn = window.values();
        int fanOut = count * kernelHeight * kernelWidth;
        Shape weight = sequence
                ? Shape.of(count, window.channels(), kernelWidth)
                : Shape.of(count, window.channels(), kernelHeight, kernelWidth);
        List<ParameterSpec> specs = new ArrayList<>();
        if (bias) {
            specs.add(new ParameterSpec("bias", ParameterKind.BIAS, Shape.of(count), fanIn, fanOut));
        }
        specs.add(new ParameterSpec("weight", ParameterKind.WEIGHT, weight, fanIn, fanOut));
        return specs;
    }

    /** The convolution, computed in the way that is faster for its size. */
    Layer bind(Shape input, Shape output) {
        return window.values() <= FEW_VALUES
                ? new UnfoldedConvolution(input, output, this)
                : ShiftedConvolution.of(input, output, this);
    }

    /** Number of weights without bias. */
    int weights() {
        return count * window.values();
    }

    /** Where the weights of filters begin whose first value lies at {@code at}. */
    int weightsAt(int at) {
        return at + (bias ? count : 0);
    }

    /** Values of the output of one example. */
    int outputSize() {
        return count * window.positions();
    }

    /**
     * Copies the weights to {@code [kernelWidth, filters, kernelHeight, channels]}: what each column of the filters weighs is
     * a matrix of its own.
     */
    void splitColumns(float[] weights, int weightsAt, float[] columns, int columnsAt) {
        int kernelWidth = window.horizontal().kernel();
        int size = weights() / kernelWidth;
        for (int row = 0; row < size; row++) {
            int to = columnsAt + columnRow(row);
            for (int k = 0; k < kernelWidth; k++) {
                columns[to + k * size] = weights[weightsAt + row * kernelWidth + k];
            }
        }
    }

    /** The way back of {@link #splitColumns}. */
    void joinColumns(float[] columns, int columnsAt, float[] weights, int weightsAt) {
        int kernelWidth = window.horizontal().kernel();
        int size = weights() / kernelWidth;
        for (int row = 0; row < size; row++) {
            int from = columnsAt + columnRow(row);
            for (int k = 0; k < kernelWidth; k++) {
                weights[weightsAt + row * kernelWidth + k] = columns[from + k * size];
            }
        }
    }

    /** Where in {@code [filters, kernelHeight, channels]} the value {@code row} of {@code [filters, channels, kernelHeight]} goes. */
    private int columnRow(int row) {
        int height = window.vertical().kernel();
        int filter = row / (height * window.channels());
        int channel = row / height % window.channels();
        return (filter * height + row % height) * window.channels() + channel;
    }
}
