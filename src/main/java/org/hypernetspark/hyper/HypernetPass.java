package org.hypernetspark.hyper;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.Weights;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.WeightUpdate;

/** Working memory to generate the weights of several tasks and to take their gradient back. Not thread-safe. */
public final class HypernetPass {
    private static final long NEXT_PART = 0x9E3779B97F4A7C15L;

    private final int maxTasks;
    private final int conditionSize;
    private final int sharedAt;
    private final int sharedSize;
    private final Segment[] sharedRuns;
    private final GeneratorPass[] generators;
    /** For each generator the runs of its outputs, {@code piece} counted within it. */
    private final Segment[][] runs;
    /** Whether the outputs, as they lie, are the raw vectors. */
    private final boolean direct;
    /** From raw vectors to weights; null if they are the same. */
    private final FormPass form;

    private final float[] dCondition;
    private final Weights dRaw;
    private final Weights dTheta;
    private Weights raw;
    private Weights theta;
    private int tasks;

    HypernetPass(Hypernet hypernet, int maxTasks, int lanes) {
        this.maxTasks = maxTasks;
        this.conditionSize = hypernet.condition().size();
        this.sharedAt = hypernet.sharedAt();
        this.sharedSize = hypernet.sharedSize();
        this.sharedRuns = hypernet.sharedRuns().toArray(new Segment[0]);
        List<Generator> parts = hypernet.generators();
        this.direct = hypernet.direct();
        boolean sideBySide = lanes > 1 && outputsAreWeights(hypernet) && GeneratorPass.fitsLanes(parts.get(0));
        this.generators = new GeneratorPass[parts.size()];
        this.runs = new Segment[parts.size()][];
        for (int i = 0; i < generators.length; i++) {
            generators[i] = new GeneratorPass(hypernet, parts.get(i), maxTasks, sideBySide);
            runs[i] = hypernet.runsOf(parts.get(i)).toArray(new Segment[0]);
        }
        this.form = hypernet.formed() ? new FormPass(hypernet, maxTasks) : null;
        int stride = direct ? generators[0].stride() : hypernet.rawSize();
        int together = sideBySide ? lanes : 1;
        this.dRaw = new Weights(direct ? generators[0].dOutput() : memory(stride), 0, stride, together);
        this.raw = new Weights(direct ? dRaw.values() : memory(stride), 0, stride, together);
        this.dTheta = form == null ? dRaw : form.dTheta();
        this.theta = raw;
        this.dCondition = new float[generators.length == 1 ? 0 : maxTasks * conditionSize];
    }

    /** Whether the only generator's outputs, as they lie, are the targets' weights. */
    private boolean outputsAreWeights(Hypernet hypernet) {
        return direct && !hypernet.formed() && sharedRuns.length == 0;
    }

    private float[] memory(int stride) {
        return new float[Math.multiplyExact(maxTasks, stride)];
    }

    /** Without dropout: {@link #generate(float[], float[], int, boolean, long)} as used to predict. */
    public Weights generate(float[] phi, float[] condition, int tasks) {
        return generate(phi, condition, tasks, false, 0);
    }

    /**
     * Generates the weights of several tasks.
     *
     * @param phi the shared parameters
     * @param condition {@code [tasks, condition size]}; must stay as it is until {@link #backward} is done
     * @param tasks number of tasks, up to the maximum
     * @param training whether dropout in the trunk acts
     * @param seed of this step's random numbers in the trunk
     * @return the targets' weights {@code [tasks, theta]}, or side by side if that was asked for and can be; valid until the next call
     */
    public Weights generate(float[] phi, float[] condition, int tasks, boolean training, long seed) {
        if (tasks > maxTasks) {
            throw new IllegalArgumentException("Room for " + maxTasks + " tasks, got " + tasks);
        }
        this.tasks = tasks;
        for (int i = 0; i < generators.length; i++) {
            float[] output = generators[i].forward(phi, condition, tasks, training, seed + i * NEXT_PART);
            if (!direct) {
                assemble(i, output);
            } else if (raw.values() != output) {
                raw = new Weights(output, 0, raw.stride(), raw.lanes());
            }
        }
        theta = form == null ? raw : form.forward(phi, raw, tasks, training);
        for (Segment run : sharedRuns) {
            for (int task = 0; task < tasks; task++) {
                int to = task * theta.stride() + run.to();
                System.arraycopy(phi, sharedAt + run.from(), theta.values(), to, run.length());
            }
        }
        return theta;
    }

    private void assemble(int part, float[] output) {
        int stride = generators[part].stride();
        int width = generators[part].generator().part().width();
        for (int task = 0; task < tasks; task++) {
            int to = task * raw.stride();
            int from = task * stride;
            for (Segment run : runs[part]) {
                System.arraycopy(
                        output, from + run.piece() * width + run.from(), raw.values(), to + run.to(), run.length());
            }
        }
    }

    /**
     * Says what updates {@code phi} from now on, on the way back: the parts of {@link Hypernet#updated}, whose gradient is then not written.
     */
    public void updateBy(WeightUpdate update) {
        for (GeneratorPass generator : generators) {
            generator.updateBy(update);
        }
    }

    /** Where the gradient with respect to the generated weights is to be written before {@link #backward}. */
    public Weights dTheta() {
        return dTheta;
    }

    /**
     * Takes the gradient {@link #dTheta} of the last {@link #generate} call back to {@code phi} and the conditions.
     *
     * @param phi the parameters of that call
     * @param dPhi where the gradient, summed over the tasks, goes (overwritten; zero for frozen base weights); null if {@code
     *     phi} is frozen
     * @return the gradient with respect to each task's condition {@code [tasks, condition size]}, valid until the next call
     */
    public float[] backward(float[] phi, float[] dPhi) {
        if (dPhi != null) {
            sumShared(dPhi);
        }
        if (form != null) {
            form.backward(phi, dPhi, raw, dRaw, tasks);
        }
        if (generators.length == 1) {
            return backward(0, dPhi);
        }
        Arrays.fill(dCondition, 0, tasks * conditionSize, 0);
        for (int i = 0; i < generators.length; i++) {
            Kernels.axpy(tasks * conditionSize, 1, backward(i, dPhi), 0, dCondition, 0);
        }
        return dCondition;
    }

    private float[] backward(int part, float[] dPhi) {
        if (!direct) {
            disassemble(part);
        }
        return generators[part].backward(dPhi, tasks);
    }

    private void sumShared(float[] dPhi) {
        Arrays.fill(dPhi, sharedAt, sharedAt + sharedSize, 0);
        for (int task = 0; task < tasks; task++) {
            int from = task * dTheta.stride();
            for (Segment run : sharedRuns) {
                Kernels.axpy(run.length(), 1, dTheta.values(), from + run.to(), dPhi, sharedAt + run.from());
            }
        }
    }

    private void disassemble(int part) {
        int stride = generators[part].stride();
        int width = generators[part].generator().part().width();
        float[] dOutput = generators[part].dOutput();
        Arrays.fill(dOutput, 0, tasks * stride, 0);
        for (int task = 0; task < tasks; task++) {
            int from = task * dRaw.stride();
            int to = task * stride;
            for (Segment run : runs[part]) {
                System.arraycopy(
                        dRaw.values(), from + run.to(), dOutput, to + run.piece() * width + run.from(), run.length());
            }
        }
    }
}
