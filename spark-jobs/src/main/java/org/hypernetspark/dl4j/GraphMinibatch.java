package org.hypernetspark.dl4j;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.SoftmaxCrossEntropy;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.MultiDataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Rows of several tasks as the inputs and labels of a composed graph.
 *
 * @param hypernet what the graph holds
 * @param loss its loss
 * @param rows of each task
 */
public record GraphMinibatch(Hypernet hypernet, Loss loss, int rows) {
    /**
     * The arrays as DL4J takes them.
     *
     * @param tasks positions of the tasks in the embedding table
     * @param descriptors {@code [tasks, descriptor]}
     * @param x {@code [tasks, rows, features]}
     * @param y {@code [tasks, rows, labels]}; class indices for a cross-entropy
     * @throws IllegalArgumentException if a label of a cross-entropy is not the index of a class
     */
    public MultiDataSet of(int[] tasks, float[] descriptors, float[] x, float[] y) {
        Nd4jStart.now();
        int examples = tasks.length * rows;
        Condition condition = hypernet.condition();
        List<INDArray> features = new ArrayList<>();
        features.add(
                Nd4j.create(x, new long[] {examples, hypernet.target().input().size()}, 'c'));
        if (condition.embedding() > 0) {
            features.add(Nd4j.create(floats(tasks), new long[] {tasks.length, 1}, 'c'));
        }
        if (condition.descriptor() > 0) {
            features.add(Nd4j.create(descriptors, new long[] {tasks.length, condition.descriptor()}, 'c'));
        }
        int width = hypernet.target().output().size();
        float[] labels = loss instanceof SoftmaxCrossEntropy ? oneHot(y, width) : y;
        return new MultiDataSet(
                features.toArray(INDArray[]::new),
                new INDArray[] {Nd4j.create(labels, new long[] {examples, width}, 'c')});
    }

    private static float[] floats(int[] values) {
        float[] result = new float[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = values[i];
        }
        return result;
    }

    private static float[] oneHot(float[] classes, int width) {
        float[] result = new float[classes.length * width];
        for (int i = 0; i < classes.length; i++) {
            int index = (int) classes[i];
            if (index != classes[i] || index < 0 || index >= width) {
                throw new IllegalArgumentException("cross-entropy expects labels that are class indices 0 to "
                        + (width - 1) + ", got " + classes[i]);
            }
            result[i * width + index] = 1;
        }
        return result;
    }
}
