package org.hypernetspark.net;

import java.util.List;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.ReferenceBatchNorm;

/** Evaluation: the statistics are weights like others. */
class BatchNormTest extends LayerContract {
    static List<LayerCase> batchNorms() {
        return List.of(
                new LayerCase(new BatchNorm(), Shape.of(4), Shape.of(4)),
                new LayerCase(new BatchNorm(), Shape.of(2, 3, 2), Shape.of(2, 3, 2)),
                new LayerCase(new BatchNorm(Channels.LAST), Shape.of(4, 3), Shape.of(4, 3)),
                new LayerCase(new BatchNorm(Channels.FIRST), Shape.of(3, 5), Shape.of(3, 5)));
    }

    @Override
    protected List<LayerCase> cases() {
        return batchNorms();
    }

    @Override
    protected List<LayerCase> misfits() {
        return List.of(new LayerCase(new BatchNorm(), Shape.of(3, 5), Shape.of(1)));
    }

    @Override
    protected boolean training() {
        return false;
    }

    @Override
    protected double[] referenceOfTask(LayerCase each, double[] weights, double[] x) {
        ReferenceBatchNorm norm = new ReferenceBatchNorm((BatchNorm) each.spec(), each.input());
        return norm.forward(weights, norm.statisticsOf(weights), x);
    }
}
