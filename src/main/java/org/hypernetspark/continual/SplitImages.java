package org.hypernetspark.continual;

import java.util.List;
import java.util.stream.Collectors;
import org.hypernetspark.task.Rows;

/**
 * Some classes of one image set after the others: each task tells its own classes apart.
 *
 * @param images the set
 * @param classes the classes of each task; labels are their positions
 */
public record SplitImages(ImageSet images, List<List<Integer>> classes) implements TaskSequence {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if a task has fewer than two classes or a class has no images
     */
    public SplitImages {
        classes = classes.stream().map(List::copyOf).toList();
        for (List<Integer> task : classes) {
            if (task.size() < 2) {
                throw new IllegalArgumentException("Each task needs at least two classes, got " + task);
            }
            for (int label : task) {
                requireImages(images, label);
            }
        }
    }

    private static void requireImages(ImageSet images, int label) {
        for (LabelledImages part : List.of(images.training(), images.test())) {
            boolean found = false;
            for (int i = 0; i < part.count() && !found; i++) {
                found = part.label(i) == label;
            }
            if (!found) {
                throw new IllegalArgumentException("There is no image of class " + label + " to train or test on");
            }
        }
    }

    @Override
    public int size() {
        return classes.size();
    }

    @Override
    public int features() {
        return images.training().height() * images.training().width();
    }

    @Override
    public String id(int task) {
        return classes.get(task).stream().map(String::valueOf).collect(Collectors.joining("/"));
    }

    @Override
    public Rows training(int task) {
        return rows(images.training(), classes.get(task));
    }

    @Override
    public Rows test(int task) {
        return rows(images.test(), classes.get(task));
    }

    private static Rows rows(LabelledImages images, List<Integer> classes) {
        int count = 0;
        for (int image = 0; image < images.count(); image++) {
            count += classes.contains(images.label(image)) ? 1 : 0;
        }
        int pixels = images.height() * images.width();
        float[] x = new float[Math.multiplyExact(count, pixels)];
        float[] y = new float[count];
        int row = 0;
        for (int image = 0; image < images.count(); image++) {
            int label = classes.indexOf(images.label(image));
            if (label >= 0) {
                images.copy(image, 0, x, row * pixels);
                y[row++] = label;
            }
        }
        return Rows.of(count, x, y);
    }
}
