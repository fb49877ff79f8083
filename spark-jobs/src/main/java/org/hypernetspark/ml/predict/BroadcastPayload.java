package org.hypernetspark.ml.predict;

import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.SparkSession;

/** A model's payload on the executors: sent when it is first needed, once for each Spark context. Thread-safe. */
public final class BroadcastPayload {
    private final ModelPayload payload;
    private String application;
    private Broadcast<ModelPayload> broadcast;

    /** Not sent yet. */
    public BroadcastPayload(ModelPayload payload) {
        this.payload = payload;
    }

    /** The payload, here. */
    public ModelPayload payload() {
        return payload;
    }

    /** The payload as executors of this session see it. */
    public synchronized Broadcast<ModelPayload> on(SparkSession session) {
        String current = session.sparkContext().applicationId();
        if (!current.equals(application)) {
            broadcast =
                    JavaSparkContext.fromSparkContext(session.sparkContext()).broadcast(payload);
            application = current;
        }
        return broadcast;
    }
}
