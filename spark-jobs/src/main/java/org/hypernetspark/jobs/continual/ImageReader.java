package org.hypernetspark.jobs.continual;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.config.ConfigException;
import org.hypernetspark.continual.ImageSet;
import org.hypernetspark.continual.LabelledImages;

/**
 * Reads image sets: a folder of the four idx files of MNIST and its relatives, or a CSV file.
 *
 * <p>A CSV file has a header, a column {@code label}, and a column for each pixel of square images, row by row; the greatest
 * value in the file is white. Every fifth row is a test image.
 */
public final class ImageReader {
    private static final int IDX_IMAGES = 0x803;
    private static final int IDX_LABELS = 0x801;
    private static final int IDX_WHITE = 255;
    private static final int TEST_EVERY = 5;

    private final Opener opener;

    /** Reads through this. */
    public ImageReader(Opener opener) {
        this.opener = opener;
    }

    /** Opens a file. */
    @FunctionalInterface
    public interface Opener {
        /** Opens the file of this name, of which messages say what was expected. */
        InputStream open(String name, String expected) throws IOException;
    }

    /**
     * Reads an image set.
     *
     * @throws ConfigException if the files are not what they should be
     */
    public ImageSet read(String name) throws IOException {
        return name.endsWith(".csv") ? csv(name) : new ImageSet(idx(name + "/train"), idx(name + "/t10k"));
    }

    private LabelledImages idx(String prefix) throws IOException {
        String imagesName = prefix + "-images-idx3-ubyte";
        String labelsName = prefix + "-labels-idx1-ubyte";
        try (DataInputStream images = open(imagesName);
                DataInputStream labels = open(labelsName)) {
            expect(IDX_IMAGES, images.readInt(), imagesName);
            int count = images.readInt();
            int height = images.readInt();
            int width = images.readInt();
            byte[] pixels = images.readNBytes(Math.multiplyExact(count, Math.multiplyExact(height, width)));
            expect(IDX_LABELS, labels.readInt(), labelsName);
            byte[] classes = labels.readNBytes(labels.readInt());
            return checked(imagesName, height, width, IDX_WHITE, pixels, classes);
        }
    }

    private DataInputStream open(String name) throws IOException {
        return new DataInputStream(
                opener.open(name, "an idx file; scripts/fetch-data.sh mnist and fashion-mnist fetch such files"));
    }

    private static void expect(int magic, int found, String name) {
        if (magic != found) {
            throw new ConfigException(name + ": expected an idx file that begins with " + magic + ", got " + found);
        }
    }

    private static LabelledImages checked(String name, int height, int width, int white, byte[] pixels, byte[] labels) {
        try {
            return new LabelledImages(height, width, white, pixels, labels);
        } catch (IllegalArgumentException e) {
            throw new ConfigException(name + ": " + e.getMessage() + "; the files do not belong together", e);
        }
    }

    private ImageSet csv(String name) throws IOException {
        List<int[]> rows = new ArrayList<>();
        int label;
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                opener.open(name, "a CSV file of images or a folder of idx files"), StandardCharsets.UTF_8))) {
            label = List.of(in.readLine().split(",", -1)).indexOf("label");
            if (label < 0) {
                throw new ConfigException(name + ": expected a column label, got none");
            }
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                rows.add(numbers(name, line));
            }
        }
        int white = 1;
        for (int[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                white = i == label ? white : Math.max(white, row[i]);
            }
        }
        return new ImageSet(part(name, rows, label, white, false), part(name, rows, label, white, true));
    }

    private static int[] numbers(String name, String line) {
        String[] cells = line.split(",", -1);
        int[] numbers = new int[cells.length];
        try {
            for (int i = 0; i < cells.length; i++) {
                numbers[i] = Integer.parseInt(cells[i]);
            }
        } catch (NumberFormatException e) {
            throw new ConfigException(name + ": expected integers 0 to 255, got the row \"" + line + "\"", e);
        }
        return numbers;
    }

    private static LabelledImages part(String name, List<int[]> rows, int label, int white, boolean test) {
        List<int[]> chosen = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (i % TEST_EVERY == TEST_EVERY - 1 == test) {
                chosen.add(rows.get(i));
            }
        }
        int pixels = rows.get(0).length - 1;
        int side = (int) Math.round(Math.sqrt(pixels));
        byte[] values = new byte[chosen.size() * pixels];
        byte[] labels = new byte[chosen.size()];
        for (int row = 0; row < labels.length; row++) {
            int at = row * pixels;
            for (int i = 0; i < chosen.get(row).length; i++) {
                if (i == label) {
                    labels[row] = (byte) chosen.get(row)[i];
                } else {
                    values[at++] = (byte) chosen.get(row)[i];
                }
            }
        }
        return checked(name, side, side, white, values, labels);
    }
}
