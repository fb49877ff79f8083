package org.hypernetspark.continual;

import java.io.Serializable;

/**
 * Grey images with class labels, one byte for each pixel.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it. The arrays are not copied; nobody may change
 * them.
 */
public final class LabelledImages implements Serializable {
    private static final long serialVersionUID = 1;

    private final int height;
    private final int width;
    private final int white;
    private final byte[] pixels;
    private final byte[] labels;

    /**
     * Wraps the arrays.
     *
     * @param white the pixel value that becomes 1, in 1 .. 255
     * @param pixels {@code [images, height, width]}, unsigned
     * @param labels {@code [images]}, classes from 0
     * @throws IllegalArgumentException if the arrays do not fit together
     */
    public LabelledImages(int height, int width, int white, byte[] pixels, byte[] labels) {
        if (height < 1 || width < 1 || pixels.length != (long) labels.length * height * width) {
            throw new IllegalArgumentException(labels.length + " images of " + height + " x " + width + " pixels need "
                    + (long) labels.length * height * width + " bytes, got " + pixels.length);
        }
        this.height = height;
        this.width = width;
        this.white = white;
        this.pixels = pixels;
        this.labels = labels;
    }

    /** Number of images. */
    public int count() {
        return labels.length;
    }

    /** Pixels from top to bottom. */
    public int height() {
        return height;
    }

    /** Pixels from left to right. */
    public int width() {
        return width;
    }

    /** The class of an image. */
    public int label(int image) {
        return labels[image];
    }

    /** Writes an image with {@code padding} black pixels on each side to {@code to[at ..]}, as values in [0, 1]. */
    void copy(int image, int padding, float[] to, int at) {
        int padded = width + 2 * padding;
        for (int y = 0; y < height; y++) {
            int from = (image * height + y) * width;
            int row = at + (y + padding) * padded + padding;
            for (int x = 0; x < width; x++) {
                to[row + x] = (pixels[from + x] & 0xFF) / (float) white;
            }
        }
    }
}
