package org.hypernetspark.dl4j;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.deeplearning4j.spark.api.worker.NetBroadcastTuple;
import org.deeplearning4j.spark.impl.paramavg.ParameterAveragingTrainingResult;
import org.deeplearning4j.spark.impl.paramavg.aggregator.ParameterAveragingAggregationTuple;
import org.nd4j.linalg.cpu.nativecpu.NDArray;
import org.nd4j.linalg.dataset.MultiDataSet;

/** What the trainer of DL4J sends between driver and executors, for {@code spark.kryo.registrationRequired=true}. */
public final class Dl4jClasses {
    private Dl4jClasses() {}

    /** Registers them; DL4J's own travel as Java writes them, because ND4J's arrays know no other way. */
    public static void register(Kryo kryo) {
        kryo.register(TaskMinibatch.class);
        kryo.register(NDArray.class, new JavaSerializer());
        kryo.register(MultiDataSet.class, new JavaSerializer());
        kryo.register(NetBroadcastTuple.class, new JavaSerializer());
        kryo.register(ParameterAveragingTrainingResult.class, new JavaSerializer());
        kryo.register(ParameterAveragingAggregationTuple.class, new JavaSerializer());
    }
}
