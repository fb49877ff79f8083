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
    /** Up to this many values under a filter, products with one column of all filters are too thin. */
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
        return fewValues() ? new UnfoldedConvolution(input, output, this) : ShiftedConvolution.of(input, output, this);
    }

    /** Whether products with one column of all filters are too thin to be fast. */
    boolean fewValues() {
        return window.values() <= FEW_VALUES;
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

    /** Copies the weights to {@code [kernelWidth, filters, kernelHeight, channels]}: {@link #split} in one part a column. */
    void splitColumns(float[] weights, int weightsAt, float[] columns, int columnsAt) {
        split(weights, weightsAt, columns, columnsAt, window.horizontal().kernel());
    }

    /** The way back of {@link #splitColumns}. */
    void joinColumns(float[] columns, int columnsAt, float[] weights, int weightsAt) {
        join(columns, columnsAt, weights, weightsAt, window.horizontal().kernel());
    }

    /**
     * Copies the weights to {@code [parts, filters, kernelHeight, channels, kernelWidth / parts]}: what each column of the
     * filters weighs is a matrix of its own, or all is one.
     *
     * @param parts as many as the filters have columns, or 1
     */
    void split(float[] weights, int weightsAt, float[] matrices, int matricesAt, int parts) {
        int kernelWidth = window.horizontal().kernel();
        int step = parts == 1 ? 1 : weights() / parts;
        for (int row = 0; row < weights() / kernelWidth; row++) {
            int to = matricesAt + columnRow(row) * (kernelWidth / parts);
            for (int k = 0; k < kernelWidth; k++) {
                matrices[to + k * step] = weights[weightsAt + row * kernelWidth + k];
            }
        }
    }

    /** The way back of {@link #split}. */
    void join(float[] matrices, int matricesAt, float[] weights, int weightsAt, int parts) {
        int kernelWidth = window.horizontal().kernel();
        int step = parts == 1 ? 1 : weights() / parts;
        for (int row = 0; row < weights() / kernelWidth; row++) {
            int from = matricesAt + columnRow(row) * (kernelWidth / parts);
            for (int k = 0; k < kernelWidth; k++) {
                weights[weightsAt + row * kernelWidth + k] = matrices[from + k * step];
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
