package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.LaneKernels;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A {@link Dense} layer whose weights all tasks share, of as many tasks at once as a vector of the processor has lanes: activations
 * {@code [groups, features, lanes]}, one example a task. The gradient of the weights is the sum over the tasks.
 */
record DenseSharedTasksLast(
        Shape input, Shape output, int in, int out, boolean bias, List<ParameterSpec> parameters, LaneKernels kernels)
        implements Layer {
    @Override
    public int scratch() {
        return kernels.shared().scratch(in, out);
    }

    @Override
    public void forward(LayerPass p) {
        kernels.shared().outputs(in, out, groups(p), p.theta, p.thetaAt, bias, p.x, p.y);
    }

    private int groups(LayerPass p) {
        return p.tasks / kernels.lanes();
    }

    @Override
    public void backward(LayerPass p) {
        if (p.dTheta != null) {
            kernels.shared().weightGradient(in, out, groups(p), p.x, p.dy, bias, p.dTheta, p.dThetaAt, p.scratch);
        }
        if (p.dx != null) {
            kernels.shared().inputGradient(in, out, groups(p), p.theta, p.thetaAt, p.dy, p.dx);
        }
    }
}
