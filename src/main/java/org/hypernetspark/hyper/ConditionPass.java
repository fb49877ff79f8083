package org.hypernetspark.hyper;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.Purpose;
import org.hypernetspark.param.RandomStream;
import org.hypernetspark.param.Seeds;

/**
 * Working memory for the conditions of several tasks: what is set for each task becomes one vector for each network that is
 * to be generated, and their gradients go back to the task. Not thread-safe.
 *
 * <p>A task has one network, or one for each sample, or one for each row (of each sample): {@link #copies}.
 */
public final class ConditionPass {
    private final int size;
    private final int descriptorAt;
    private final int descriptor;
    private final int supportAt;
    private final int samples;
    private final int batch;
    private final int[] positions;
    private final int columnsAt;
    private final DrawnInput[] drawn;
    private final int[] drawnAt;
    private final int preferenceIndex;
    private final float[][] values;
    private final float[] base;
    private final float[] expanded;
    private final float[] dTask;
    private final SupportPass support;
    private final RandomStream random = new RandomStream(0);

    /**
     * For up to {@code maxTasks} tasks.
     *
     * @param samples networks for each task or row: 1, or {@link Condition#samples} in training
     * @param batch rows of each task
     * @param supportRows rows of each task's support set; 0 to set vectors that were encoded before
     */
    ConditionPass(Hypernet hypernet, int maxTasks, int samples, int batch, int supportRows) {
        Condition condition = hypernet.condition();
        this.size = condition.size();
        this.descriptor = condition.descriptor();
        this.descriptorAt = condition.vector();
        this.supportAt = condition.embedding();
        this.samples = samples;
        ColumnsInput columns = condition.columns();
        this.batch = columns == null ? 1 : batch;
        this.positions = columns == null
                ? new int[0]
                : columns.positions().stream().mapToInt(Integer::intValue).toArray();
        this.columnsAt = columns == null ? 0 : condition.offset(columns);
        List<DrawnInput> inputs = condition.drawn();
        this.drawn = inputs.toArray(new DrawnInput[0]);
        this.drawnAt = inputs.stream().mapToInt(condition::offset).toArray();
        this.preferenceIndex = inputs.indexOf(condition.preference());
        int copies = Math.multiplyExact(maxTasks, samples);
        this.values = new float[drawn.length][];
        Arrays.setAll(values, i -> new float[copies * drawn[i].size()]);
        this.base = new float[Math.multiplyExact(copies, size)];
        this.expanded = columns == null ? base : new float[Math.multiplyExact(base.length, batch)];
        this.dTask = copies() == 1 ? base : new float[maxTasks * size];
        boolean encodes = condition.support() != null && supportRows > 0;
        this.support =
                encodes ? new SupportPass(condition.support(), hypernet.supportAt(), maxTasks, supportRows) : null;
    }

    /** Networks of each task. */
    public int copies() {
        return samples * batch;
    }

    /** Sets the first {@code count} values of a task's vector: those at {@code from[at ..]}, or zeros if it is null. */
    public void setVector(int slot, float[] from, int at, int count) {
        for (int sample = 0; sample < samples; sample++) {
            int to = (slot * samples + sample) * size;
            if (from == null) {
                Arrays.fill(base, to, to + count, 0);
            } else {
                System.arraycopy(from, at, base, to, count);
            }
        }
    }

    /** Copies {@code count} values of a task's condition, from {@code from} on, to {@code to[at ..]}. */
    public void copyVector(int slot, int from, float[] to, int at, int count) {
        System.arraycopy(base, slot * samples * size + from, to, at, count);
    }

    /** Sets a task's descriptor. */
    public void setDescriptor(int slot, float[] values) {
        for (int sample = 0; sample < samples; sample++) {
            int to = (slot * samples + sample) * size + descriptorAt;
            System.arraycopy(values, 0, base, to, descriptor);
        }
    }

    /** Draws what is drawn, for each sample of a task; depends on {@code seed} alone. */
    public void draw(int slot, long seed) {
        for (int i = 0; i < drawn.length; i++) {
            for (int sample = 0; sample < samples; sample++) {
                random.reset(Seeds.derive(seed, Purpose.CONDITION, i, sample));
                int copy = slot * samples + sample;
                drawn[i].draw(random, values[i], copy * drawn[i].size());
                drawn[i].encode(values[i], copy * drawn[i].size(), base, copy * size + drawnAt[i]);
            }
        }
    }

    /** Sets what is drawn to the centres of its distributions. */
    public void center(int slot) {
        for (int i = 0; i < drawn.length; i++) {
            for (int sample = 0; sample < samples; sample++) {
                int copy = slot * samples + sample;
                drawn[i].center(values[i], copy * drawn[i].size());
                drawn[i].encode(values[i], copy * drawn[i].size(), base, copy * size + drawnAt[i]);
            }
        }
    }

    /** The preferences as drawn, {@code [tasks, samples, preference]}; null if there are none. */
    public float[] preferences() {
        return preferenceIndex < 0 ? null : values[preferenceIndex];
    }

    /**
     * Encodes the tasks' support sets into their vectors.
     *
     * @param x rows {@code [tasks, rows, row]}, to stay as they are until {@link #backward} is done
     * @param counts rows each task has
     */
    public void encode(float[] phi, float[] x, int[] counts, int tasks, boolean training, long seed) {
        int stride = samples * size;
        support.forward(phi, x, counts, tasks, training, seed, base, supportAt, stride);
        int width = descriptorAt - supportAt;
        for (int copy = 0; copy < tasks * samples; copy++) {
            int from = copy / samples * stride + supportAt;
            System.arraycopy(base, from, base, copy * size + supportAt, width);
        }
    }

    /**
     * The conditions {@code [tasks, samples, rows, size]} of all networks; rows are 1 unless the hypernet sees columns.
     *
     * @param rows the tasks' rows {@code [tasks, rows, width]}; not read unless the hypernet sees columns
     */
    public float[] conditions(float[] rows, int width, int tasks) {
        for (int copy = 0; positions.length > 0 && copy < tasks * samples; copy++) {
            for (int row = 0; row < batch; row++) {
                int to = (copy * batch + row) * size;
                System.arraycopy(base, copy * size, expanded, to, size);
                int from = (copy / samples * batch + row) * width;
                for (int i = 0; i < positions.length; i++) {
                    expanded[to + columnsAt + i] = rows[from + positions[i]];
                }
            }
        }
        return expanded;
    }

    /**
     * Takes the gradient of the conditions back.
     *
     * @param dConditions with respect to {@link #conditions}
     * @param dPhi where that of the inputs' tensors goes (overwritten; other parts stay); null if {@code phi} is frozen
     * @return the gradient with respect to each task's condition {@code [tasks, size]}, summed over its networks
     */
    public float[] backward(float[] phi, float[] dPhi, float[] dConditions, int tasks) {
        float[] d = copies() == 1 ? dConditions : gather(dConditions, tasks);
        if (support != null && dPhi != null) {
            support.backward(phi, dPhi, d, supportAt, size);
        }
        return d;
    }

    private float[] gather(float[] dConditions, int tasks) {
        Arrays.fill(dTask, 0, tasks * size, 0);
        for (int copy = 0; copy < tasks * copies(); copy++) {
            Kernels.axpy(size, 1, dConditions, copy * size, dTask, copy / copies() * size);
        }
        return dTask;
    }
}
