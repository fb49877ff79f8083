package org.hypernetspark.continual;

import java.util.List;
import java.util.Set;
import org.hypernetspark.task.Rows;

/**
 * One task for each of several image sets, all classes.
 *
 * @param names of the sets, in order
 * @param images the sets
 */
public record SeveralImageSets(List<String> names, List<ImageSet> images) implements TaskSequence {
    /**
     * Copies the lists.
     *
     * @throws IllegalArgumentException if there is no set, two share a name or their images differ in size
     */
    public SeveralImageSets {
        names = List.copyOf(names);
        images = List.copyOf(images);
        if (images.isEmpty() || Set.copyOf(names).size() != images.size()) {
            throw new IllegalArgumentException("Image sets need names of their own, at least one; got " + names);
        }
        for (ImageSet set : images) {
            if (pixels(set) != pixels(images.get(0))) {
                throw new IllegalArgumentException("The images of " + names + " must be of one size, got "
                        + pixels(images.get(0)) + " and " + pixels(set) + " pixels");
            }
        }
    }

    private static int pixels(ImageSet set) {
        return set.training().height() * set.training().width();
    }

    @Override
    public int features() {
        return pixels(images.get(0));
    }

    @Override
    public int size() {
        return images.size();
    }

    @Override
    public String id(int task) {
        return names.get(task);
    }

    @Override
    public Rows training(int task) {
        return rows(images.get(task).training());
    }

    @Override
    public Rows test(int task) {
        return rows(images.get(task).test());
    }

    private static Rows rows(LabelledImages set) {
        int pixels = set.height() * set.width();
        float[] x = new float[Math.multiplyExact(set.count(), pixels)];
        float[] y = new float[set.count()];
        for (int row = 0; row < set.count(); row++) {
            set.copy(row, 0, x, row * pixels);
            y[row] = set.label(row);
        }
        return Rows.of(set.count(), x, y);
    }
}
