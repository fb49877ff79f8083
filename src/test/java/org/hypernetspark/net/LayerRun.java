package org.hypernetspark.net;

import java.util.Arrays;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.reference.Vectors;

/**
 * One layer with random weights, inputs and output gradients, for any number of tasks.
 *
 * <p>Weights lie with gaps between the tasks. Everything the layer must write begins as NaN, everything it must not write
 * as {@link #UNTOUCHED}, so that a value added instead of set, or written beside its place, shows.
 */
public final class LayerRun {
    /** Stands where nothing may be written. */
    public static final float UNTOUCHED = 77;

    private static final int FIRST = 3;
    private static final int GAP = 5;

    /** The layer. */
    public final Layer layer;
    /** What it is called with. */
    public final LayerPass pass = new LayerPass();
    /** Number of its weights. */
    public final int weights;

    /** For {@code tasks} tasks of {@code batch} examples. */
    public LayerRun(Layer layer, int tasks, int batch) {
        this.layer = layer;
        this.weights = layer.parameters().stream().mapToInt(ParameterSpec::size).sum();
        int examples = tasks * batch;
        pass.tasks = tasks;
        pass.batch = batch;
        pass.position = 2;
        pass.training = true;
        pass.seeds = new long[tasks];
        Arrays.setAll(pass.seeds, Seeds::mix);
        pass.thetaAt = FIRST;
        pass.thetaStride = weights + GAP;
        pass.dThetaAt = FIRST + 1;
        pass.dThetaStride = weights + GAP - 2;
        pass.makeInner(layer, tasks, batch);
        pass.theta = Vectors.normal(FIRST + tasks * pass.thetaStride, 0.5, 11);
        pass.x = Vectors.normal(examples * layer.input().size(), 12);
        pass.dy = Vectors.normal(examples * layer.output().size(), 13);
        pass.ones = filled(batch * layer.onesPerExample(), 1);
        pass.scratch = filled(layer.scratch(), Float.NaN);
        pass.saved = filled(examples * layer.savedPerExample(), Float.NaN);
        pass.y = filled(examples * layer.output().size(), Float.NaN);
        pass.dx = filled(pass.x.length, Float.NaN);
        pass.dTheta = filled(pass.dThetaAt + tasks * pass.dThetaStride, UNTOUCHED);
        for (int task = 0; task < tasks; task++) {
            Arrays.fill(pass.dTheta, pass.gradientAt(task), pass.gradientAt(task) + weights, Float.NaN);
        }
    }

    static float[] filled(int n, float value) {
        float[] values = new float[n];
        Arrays.fill(values, value);
        return values;
    }

    /** Calls the layer forward. */
    public LayerRun forward() {
        layer.forward(pass);
        return this;
    }

    /** Calls the layer backward. */
    public LayerRun backward() {
        layer.backward(pass);
        return this;
    }

    /** The same layer with only the weights, inputs, gradients and seed of one task. */
    public LayerRun alone(int task) {
        LayerRun run = new LayerRun(layer, 1, pass.batch);
        run.pass.training = pass.training;
        run.pass.seeds[0] = pass.seeds[task];
        System.arraycopy(pass.theta, pass.weightsAt(task), run.pass.theta, run.pass.weightsAt(0), weights);
        System.arraycopy(pass.x, task * run.pass.x.length, run.pass.x, 0, run.pass.x.length);
        System.arraycopy(pass.dy, task * run.pass.dy.length, run.pass.dy, 0, run.pass.dy.length);
        return run;
    }

    /** The gradient of a task's weights. */
    public float[] weightGradient(int task) {
        return Arrays.copyOfRange(pass.dTheta, pass.gradientAt(task), pass.gradientAt(task) + weights);
    }

    /** A task's outputs. */
    public float[] outputOf(int task) {
        int n = pass.batch * layer.output().size();
        return Arrays.copyOfRange(pass.y, task * n, (task + 1) * n);
    }

    /** The gradient of a task's inputs. */
    public float[] inputGradientOf(int task) {
        int n = pass.batch * layer.input().size();
        return Arrays.copyOfRange(pass.dx, task * n, (task + 1) * n);
    }

    /** Values of the weight gradient's array that belong to no task. */
    public float[] besideTheGradient() {
        float[] copy = pass.dTheta.clone();
        for (int task = 0; task < pass.tasks; task++) {
            Arrays.fill(copy, pass.gradientAt(task), pass.gradientAt(task) + weights, UNTOUCHED);
        }
        return copy;
    }
}
