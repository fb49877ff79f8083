package org.hypernetspark.ml.predict;

import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.types.StructType;
import org.hypernetspark.ml.plan.BlockFunction;
import org.hypernetspark.ml.plan.Blocks;

/**
 * A model's predictions.
 *
 * @param model what predicts
 * @param rules how it predicts
 * @param columns what is added to each row
 */
public record PredictionFunction(Broadcast<ModelPayload> model, PredictionRules rules, OutputColumns columns)
        implements BlockFunction {
    @Override
    public Blocks begin(StructType schema) {
        return new TablePrediction(schema, model.value(), rules, columns);
    }

    /** What a query's plan shows. */
    @Override
    public String toString() {
        return "prediction";
    }
}
