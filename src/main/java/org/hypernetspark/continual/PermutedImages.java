package org.hypernetspark.continual;

import org.hypernetspark.param.Permutation;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.task.Rows;

/**
 * One image set, all classes, with the pixels in another order for each task; the first task has them as they are.
 *
 * @param images the set
 * @param size number of tasks, at least 1
 * @param padding black pixels added on each side before the pixels change places, at least 0
 * @param seed of the orders
 */
public record PermutedImages(ImageSet images, int size, int padding, long seed) implements TaskSequence {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public PermutedImages {
        if (size < 1 || padding < 0) {
            throw new IllegalArgumentException("Permuted images need at least 1 task and a padding of at least 0, got "
                    + size + " and " + padding);
        }
    }

    @Override
    public int features() {
        return pixels(images.training());
    }

    private int pixels(LabelledImages set) {
        return (set.height() + 2 * padding) * (set.width() + 2 * padding);
    }

    @Override
    public String id(int task) {
        return "permutation-" + (task + 1);
    }

    @Override
    public Rows training(int task) {
        return rows(images.training(), task);
    }

    @Override
    public Rows test(int task) {
        return rows(images.test(), task);
    }

    private Rows rows(LabelledImages set, int task) {
        int pixels = pixels(set);
        int[] order = order(pixels, task);
        float[] x = new float[Math.multiplyExact(set.count(), pixels)];
        float[] y = new float[set.count()];
        float[] image = new float[pixels];
        for (int row = 0; row < set.count(); row++) {
            set.copy(row, padding, image, 0);
            for (int i = 0; i < pixels; i++) {
                x[row * pixels + i] = image[order[i]];
            }
            y[row] = set.label(row);
        }
        return Rows.of(set.count(), x, y);
    }

    private int[] order(int pixels, int task) {
        int[] order = new int[pixels];
        long key = Seeds.derive(seed, Purpose.DATA, task);
        for (int i = 0; i < pixels; i++) {
            order[i] = task == 0 ? i : Permutation.at(i, pixels, key);
        }
        return order;
    }
}
