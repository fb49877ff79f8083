package org.hypernetspark.net;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.StepMemory.Block;
import org.hypernetspark.param.Affine;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/** A {@link SelfAttention} with all its sizes known. */
final class BoundSelfAttention implements Layer {
    private static final int MATRICES = 3;

    private final SelfAttention spec;
    private final int length;
    private final int features;
    private final int joined;
    private final int projected;
    private final float scale;
    private final Affine projection;
    private final StepMemory memory = new StepMemory();
    /** Queries, keys and values of each position, side by side. */
    private final Block qkv;

    private final Block dQkv;
    private final Block results;
    private final Block dResults;
    /** Attention of each position to all, {@code [heads, length, length]} for each example. */
    private final Block attention;

    private final Block dAttention;

    BoundSelfAttention(SelfAttention spec, Steps steps) {
        this.spec = spec;
        this.length = steps.length();
        this.features = steps.features();
        this.joined = spec.heads() * spec.headSize();
        this.projected = MATRICES * joined;
        this.scale = (float) (1 / Math.sqrt(spec.headSize()));
        this.projection = new Affine(features, projected);
        this.qkv = memory.add(1, length * projected);
        this.dQkv = memory.add(1, length * projected);
        this.results = memory.add(1, length * joined);
        this.dResults = memory.add(1, length * joined);
        // Last: parts of a row are read of the blocks before, and products want whole rows behind those (see Blas).
        this.attention = memory.add(1, spec.heads() * length * length);
        this.dAttention = memory.add(1, Math.max(length * length, projected));
    }

    @Override
    public Shape input() {
        return Shape.of(length, features);
    }

    @Override
    public Shape output() {
        return Shape.of(length, spec.units());
    }

    @Override
    public List<ParameterSpec> parameters() {
        Shape shape = Shape.of(joined, features);
        return List.of(
                new ParameterSpec("query", ParameterKind.WEIGHT, shape, features, joined),
                new ParameterSpec("key", ParameterKind.WEIGHT, shape, features, joined),
                new ParameterSpec("value", ParameterKind.WEIGHT, shape, features, joined),
                new ParameterSpec(
                        "output", ParameterKind.WEIGHT, Shape.of(joined, spec.units()), joined, spec.units()));
    }

    @Override
    public int savedPerExample() {
        return memory.perRow();
    }

    @Override
    public int scratch() {
        return projection.scratch();
    }

    @Override
    public void forward(LayerPass p) {
        int rows = p.batch * length;
        for (int task = 0; task < p.tasks; task++) {
            int w = p.weightsAt(task);
            int from = qkv.at(task, p.batch, 0);
            int x = task * rows * features;
            projection.product(rows, p.x, x, features, p.theta, w, -1, p.saved, from, projected, p.scratch);
            for (int head = 0; head < p.batch * spec.heads(); head++) {
                attend(p, task, head / spec.heads(), head % spec.heads());
            }
            int units = spec.units();
            int z = results.at(task, p.batch, 0);
            int output = w + projected * features;
            int y = task * rows * units;
            Blas.gemm(rows, units, joined, p.saved, z, joined, p.theta, output, units, 0, p.y, y, units);
        }
    }

    private void attend(LayerPass p, int task, int row, int head) {
        int size = spec.headSize();
        float[] s = p.saved;
        int query = qkv.at(task, p.batch, 0) + row * length * projected + head * size;
        int key = query + joined;
        int value = key + joined;
        int a = attentionAt(p, task, row, head);
        Blas.gemmTransposedB(length, length, size, s, query, projected, s, key, projected, 0, s, a, length);
        Kernels.scale(length * length, scale, s, a);
        int count = p.positions == null ? length : p.positions[task * p.batch + row];
        for (int position = 0; position < length; position++) {
            int seen = spec.causal() ? Math.min(position + 1, count) : count;
            Arrays.fill(s, a + position * length + seen, a + (position + 1) * length, Float.NEGATIVE_INFINITY);
        }
        if (count > 0) {
            Kernels.softmaxRows(s, a, length, length);
        } else {
            Arrays.fill(s, a, a + length * length, 0);
        }
        int z = results.at(task, p.batch, 0) + row * length * joined + head * size;
        Blas.gemm(length, size, length, s, a, length, s, value, projected, 0, s, z, joined);
    }

    private int attentionAt(LayerPass p, int task, int row, int head) {
        return attention.at(task, p.batch, 0) + (row * spec.heads() + head) * length * length;
    }

    @Override
    public void backward(LayerPass p) {
        int rows = p.batch * length;
        int units = spec.units();
        float[] s = p.saved;
        for (int task = 0; task < p.tasks; task++) {
            int output = p.weightsAt(task) + projected * features;
            int z = results.at(task, p.batch, 0);
            int dz = dResults.at(task, p.batch, 0);
            int dy = task * rows * units;
            Blas.gemmTransposedB(rows, joined, units, p.dy, dy, units, p.theta, output, units, 0, s, dz, joined);
            for (int head = 0; head < p.batch * spec.heads(); head++) {
                attendBack(p, task, head / spec.heads(), head % spec.heads());
            }
            int dq = dQkv.at(task, p.batch, 0);
            int x = task * rows * features;
            if (p.dTheta != null) {
                int dw = p.gradientAt(task);
                Blas.gemmTransposedA(
                        projected, features, rows, s, dq, projected, p.x, x, features, 0, p.dTheta, dw, features);
                int dOutput = dw + projected * features;
                Blas.gemmTransposedA(joined, units, rows, s, z, joined, p.dy, dy, units, 0, p.dTheta, dOutput, units);
            }
            if (p.dx != null) {
                int w = p.weightsAt(task);
                Blas.gemm(rows, features, projected, s, dq, projected, p.theta, w, features, 0, p.dx, x, features);
            }
        }
    }

    private void attendBack(LayerPass p, int task, int row, int head) {
        int size = spec.headSize();
        float[] s = p.saved;
        int place = row * length * projected + head * size;
        int query = qkv.at(task, p.batch, 0) + place;
        int value = query + 2 * joined;
        int dQuery = dQkv.at(task, p.batch, 0) + place;
        int dValue = dQuery + 2 * joined;
        int a = attentionAt(p, task, row, head);
        int da = dAttention.at(task, p.batch, 0);
        int dz = dResults.at(task, p.batch, 0) + row * length * joined + head * size;
        Blas.gemmTransposedA(length, size, length, s, a, length, s, dz, joined, 0, s, dValue, projected);
        Blas.gemmTransposedB(length, length, size, s, dz, joined, s, value, projected, 0, s, da, length);
        softmaxBack(s, a, da);
        int key = query + joined;
        Blas.gemm(length, size, length, s, da, length, s, key, projected, 0, s, dQuery, projected);
        int dKey = dQuery + joined;
        Blas.gemmTransposedA(length, size, length, s, da, length, s, query, projected, 0, s, dKey, projected);
    }

    /** The gradient of the attention at {@code da} becomes that of the products of queries and keys. */
    private void softmaxBack(float[] s, int a, int da) {
        for (int position = 0; position < length; position++) {
            int from = position * length;
            float sum = 0;
            for (int i = from; i < from + length; i++) {
                sum += s[a + i] * s[da + i];
            }
            for (int i = from; i < from + length; i++) {
                s[da + i] = s[a + i] * (s[da + i] - sum) * scale;
            }
        }
    }
}
