package org.hypernetspark.bench.scale;

import org.hypernetspark.config.LayersCodec;
import org.hypernetspark.config.OutputCodec;
import org.hypernetspark.config.TargetCodec;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.ml.HypernetEstimator;
import org.hypernetspark.ml.HypernetModel;

/** Estimators with the networks of a workload. */
final class Fits {
    private Fits() {}

    /** Sets the networks and the columns; returns the estimator. */
    static <E extends HypernetEstimator<E, M>, M extends HypernetModel<M>> E prepared(
            E estimator, Work work, SyntheticTable table) {
        HypernetSpec hypernet = work.hypernet().spec();
        return estimator
                .setTaskCol("task")
                .setFeaturesCols(table.featureColumns())
                .setLabelCol("label")
                .setTarget(TargetCodec.write(work.target()).get("layers").toString())
                .setEmbedding(hypernet.condition().embedding())
                .setTrunk(LayersCodec.write(hypernet.trunk()).toString())
                .setOutput(OutputCodec.write(hypernet.output()).toString());
    }
}
