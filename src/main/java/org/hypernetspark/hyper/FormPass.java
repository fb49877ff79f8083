package org.hypernetspark.hyper;

import java.util.Arrays;
import org.hypernetspark.net.Weights;

/** Working memory to make several tasks' weights of raw and base values, and back. Not thread-safe. */
final class FormPass {
    private final TensorForm[] tensors;
    private final int[] rawAt;
    private final int[] baseAt;
    private final int[] thetaAt;
    private final int baseFrom;
    private final int baseTo;
    private final boolean frozen;
    private final Weights theta;
    private final Weights dTheta;
    private final TensorPass pass = new TensorPass();

    FormPass(Hypernet hypernet, int maxTasks) {
        this.tensors = hypernet.tensors().toArray(new TensorForm[0]);
        this.rawAt = new int[tensors.length];
        this.baseAt = new int[tensors.length];
        this.thetaAt = new int[tensors.length];
        int base = hypernet.baseAt();
        int rawSize = 0;
        for (int i = 0; i < tensors.length; i++) {
            rawAt[i] = rawSize;
            baseAt[i] = base;
            thetaAt[i] = hypernet.generatedAt(i);
            rawSize += tensors[i].raw().stream().mapToInt(spec -> spec.size()).sum();
            base += tensors[i].base() ? hypernet.generated(i).size() : 0;
        }
        this.baseFrom = hypernet.baseAt();
        this.baseTo = base;
        this.frozen = hypernet.spec().form().base() == Base.FROZEN;
        int stride = hypernet.target().layout().size();
        this.theta = new Weights(new float[Math.multiplyExact(maxTasks, stride)], 0, stride);
        this.dTheta = new Weights(new float[maxTasks * stride], 0, stride);
    }

    Weights dTheta() {
        return dTheta;
    }

    Weights forward(float[] phi, Weights raw, int tasks, boolean training) {
        pass.training = training;
        pass.raw = raw.values();
        pass.base = phi;
        pass.theta = theta.values();
        for (int task = 0; task < tasks; task++) {
            for (int i = 0; i < tensors.length; i++) {
                place(i, task, raw.stride());
                tensors[i].forward(pass);
            }
        }
        return theta;
    }

    void backward(float[] phi, float[] dPhi, Weights raw, Weights dRaw, int tasks) {
        if (dPhi != null) {
            Arrays.fill(dPhi, baseFrom, baseTo, 0);
        }
        pass.raw = raw.values();
        pass.base = phi;
        pass.dTheta = dTheta.values();
        pass.dRaw = dRaw.values();
        pass.dBase = frozen ? null : dPhi;
        for (int task = 0; task < tasks; task++) {
            for (int i = 0; i < tensors.length; i++) {
                place(i, task, raw.stride());
                tensors[i].backward(pass);
            }
        }
    }

    private void place(int tensor, int task, int rawStride) {
        pass.rawAt = task * rawStride + rawAt[tensor];
        pass.baseAt = baseAt[tensor];
        pass.thetaAt = task * theta.stride() + thetaAt[tensor];
        pass.dThetaAt = pass.thetaAt;
    }
}
