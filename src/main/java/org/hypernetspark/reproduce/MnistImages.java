package org.hypernetspark.reproduce;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hypernetspark.task.Rows;

/** MNIST's idx files as rows. */
final class MnistImages {
    /** Mean and standard deviation of the training images' pixels, from 0 to 1. */
    private static final float MEAN = 0.1307f;

    private static final float DEVIATION = 0.3081f;

    private MnistImages() {}

    /**
     * The first training images, pixels standardised, with their digits as labels.
     *
     * @param folder with train-images-idx3-ubyte and train-labels-idx1-ubyte
     * @throws IOException if a file is not there or ends too early
     */
    static Rows training(Path folder, int count) throws IOException {
        return read(folder, "train", count);
    }

    /**
     * The first test images, as the training images are.
     *
     * @param folder with t10k-images-idx3-ubyte and t10k-labels-idx1-ubyte
     * @throws IOException if a file is not there or ends too early
     */
    static Rows test(Path folder, int count) throws IOException {
        return read(folder, "t10k", count);
    }

    private static Rows read(Path folder, String part, int count) throws IOException {
        byte[] pixels = read(folder.resolve(part + "-images-idx3-ubyte"), 16, count * 28 * 28);
        byte[] digits = read(folder.resolve(part + "-labels-idx1-ubyte"), 8, count);
        float[] features = new float[pixels.length];
        for (int i = 0; i < features.length; i++) {
            features[i] = ((pixels[i] & 0xFF) / 255f - MEAN) / DEVIATION;
        }
        float[] labels = new float[count];
        for (int i = 0; i < count; i++) {
            labels[i] = digits[i];
        }
        return Rows.of(count, features, labels);
    }

    private static byte[] read(Path file, int header, int n) throws IOException {
        try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
            in.skipNBytes(header);
            byte[] bytes = new byte[n];
            in.readFully(bytes);
            return bytes;
        }
    }
}
