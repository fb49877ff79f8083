package org.hypernetspark.ml;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.param.DoubleArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.hypernetspark.ml.predict.InvalidRow;
import org.hypernetspark.ml.predict.PredictionRules;
import org.hypernetspark.ml.predict.Sampling;
import org.hypernetspark.ml.predict.UnknownTask;

/** The Params of prediction, which estimators hand on to their models. */
final class PredictionParams {
    private final Params parent;
    final Param<String> predictionCol;
    final Param<String> unknownTask;
    final Param<String> invalidRow;
    final IntParam networkCacheMegabytes;
    final IntParam samples;
    final LongParam samplingSeed;
    final DoubleArrayParam preference;
    final StringArrayParam preferenceCols;

    /** Params of {@code parent}, whose uid must be set. */
    PredictionParams(Params parent) {
        this.parent = parent;
        predictionCol = new Param<>(
                parent, "predictionCol", "column that predictions are written to", ParamChecks.named("predictionCol"));
        unknownTask = new Param<>(
                parent,
                "unknownTask",
                "what to do about tasks that were not trained: error, nan or zero-embedding (default:"
                        + " zero-embedding where tasks have descriptors, else error)",
                ParamChecks.oneOf(
                        "unknownTask",
                        Stream.of(UnknownTask.values()).map(UnknownTask::label).toList()));
        invalidRow = new Param<>(
                parent,
                "invalidRow",
                "what to do about rows with a value that is missing or not finite: error or nan",
                ParamChecks.oneOf(
                        "invalidRow",
                        Stream.of(InvalidRow.values()).map(InvalidRow::label).toList()));
        networkCacheMegabytes = new IntParam(
                parent,
                "networkCacheMegabytes",
                "memory for generated networks in each partition, in MiB (at least 1)",
                ParamChecks.atLeast("networkCacheMegabytes", 1));
        samples = new IntParam(
                parent,
                "samples",
                "networks drawn for each task, of a hypernet with noise or dropout; 0 for one at the centre",
                ParamChecks.atLeast("samples", 0));
        samplingSeed = new LongParam(parent, "samplingSeed", "seed of the networks that are drawn");
        preference = new DoubleArrayParam(
                parent, "preference", "preference to predict for (default: the centre of those that were drawn)");
        parent.setDefault(samples, 0);
        parent.setDefault(samplingSeed, 1L);
        preferenceCols = new StringArrayParam(
                parent, "preferenceCols", "columns with a preference for each row (default: preference holds for all)");
        parent.setDefault(preference, new double[0]);
        parent.setDefault(preferenceCols, new String[0]);
        parent.setDefault(predictionCol, "prediction");
        parent.setDefault(invalidRow, InvalidRow.ERROR.label());
        parent.setDefault(networkCacheMegabytes, 64);
    }

    /** The rules the Params say, for a model whose tasks have descriptors or not. */
    PredictionRules rules(boolean descriptors) {
        UnknownTask otherwise = descriptors ? UnknownTask.ZERO_EMBEDDING : UnknownTask.ERROR;
        UnknownTask unknown = parent.isSet(unknownTask)
                ? Stream.of(UnknownTask.values())
                        .filter(choice -> choice.label().equals(parent.getOrDefault(unknownTask)))
                        .findFirst()
                        .orElseThrow()
                : otherwise;
        InvalidRow invalid =
                InvalidRow.ERROR.label().equals(parent.getOrDefault(invalidRow)) ? InvalidRow.ERROR : InvalidRow.NAN;
        double[] wanted = parent.getOrDefault(preference);
        float[] given = new float[wanted.length];
        for (int i = 0; i < given.length; i++) {
            given[i] = (float) wanted[i];
        }
        return new PredictionRules(
                unknown,
                invalid,
                (int) parent.getOrDefault(networkCacheMegabytes) * (1L << 20),
                new Sampling((int) parent.getOrDefault(samples), (long) parent.getOrDefault(samplingSeed)),
                given,
                List.of(parent.getOrDefault(preferenceCols)));
    }
}
