package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.LaneKernels;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A {@link Dense} layer of as many tasks at once as a vector of the processor has lanes: activations {@code [groups, batch, features,
 * lanes]}, weights {@code [groups, weights, lanes]} with strides from group to group.
 */
record DenseTasksLast(
        Shape input, Shape output, int in, int out, boolean bias, List<ParameterSpec> parameters, LaneKernels kernels)
        implements Layer {
    @Override
    public void forward(LayerPass p) {
        for (int group = 0; group * kernels.lanes() < p.tasks; group++) {
            kernels.outputs(
                    in, out, p.batch, p.theta, p.weightsAt(group), bias, p.x, at(group, p, in), p.y, at(group, p, out));
        }
    }

    private int at(int group, LayerPass p, int features) {
        return group * p.batch * features * kernels.lanes();
    }

    @Override
    public void backward(LayerPass p) {
        for (int group = 0; group * kernels.lanes() < p.tasks; group++) {
            int x = at(group, p, in);
            int y = at(group, p, out);
            if (p.dTheta != null) {
                kernels.weightGradient(in, out, p.batch, p.x, x, p.dy, y, bias, p.dTheta, p.gradientAt(group));
            }
            if (p.dx != null) {
                kernels.inputGradient(in, out, p.batch, p.theta, p.weightsAt(group), p.dy, y, p.dx, x);
            }
        }
    }
}
