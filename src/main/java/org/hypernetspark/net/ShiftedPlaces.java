package org.hypernetspark.net;

/**
 * Where things lie in the scratch memory of a {@link ShiftedConvolution}: the images at 0, the others here.
 *
 * @param dImages the gradient of the images
 * @param row a row of positions, or its gradient, {@code [filters, positions, examples]}
 * @param ones as many ones as a filter has values in {@code row}
 * @param weights the weights {@code [kernelWidth, filters, kernelHeight, channels]}
 * @param dWeights their gradient
 * @param size floats in all
 */
record ShiftedPlaces(int dImages, int row, int ones, int weights, int dWeights, int size) {
    /**
     * Room for a group of examples. Images have one row more than there is: products read and write whole row lengths.
     *
     * @throws ArithmeticException if it exceeds one array
     */
    static ShiftedPlaces of(Filters filters, InterleavedImages images, int examples) {
        long image = (images.rows() + 1L) * images.columns() * examples;
        long width = (long) filters.window().horizontal().steps() * examples;
        long ones = 2 * image + width * filters.count();
        long weights = ones + width;
        long dWeights = weights + filters.weights();
        int size = Math.toIntExact(dWeights + filters.weights());
        return new ShiftedPlaces((int) image, (int) (2 * image), (int) ones, (int) weights, (int) dWeights, size);
    }
}
