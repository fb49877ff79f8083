package org.hypernetspark.spark;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.apache.spark.serializer.KryoRegistrator;
import org.hypernetspark.continual.ImageSet;
import org.hypernetspark.continual.LabelledImages;
import org.hypernetspark.dl4j.Dl4jClasses;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.task.Rows;
import org.hypernetspark.task.Shard;
import org.hypernetspark.task.Task;
import org.hypernetspark.train.Divergence;
import org.hypernetspark.train.HeldVectors;
import org.hypernetspark.train.MetricSummary;
import org.hypernetspark.train.MetricSums;
import org.hypernetspark.train.RoundStatistics;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.ValueSpread;
import org.hypernetspark.train.WorkerResult;
import org.hypernetspark.train.WorkerState;

/** Registers what travels between driver and executors, for {@code spark.kryo.registrationRequired=true}. */
public final class HypernetKryoRegistrator implements KryoRegistrator {
    @Override
    public void registerClasses(Kryo kryo) {
        Class<?>[] plain = {
            float[][].class,
            double[].class,
            int[].class,
            long[].class,
            String[].class,
            Task[].class,
            Task.class,
            Rows.class,
            Shard.class,
            Slice.class,
            Slice[].class,
            TaskEmbeddings.class,
            TaskEmbeddings[].class,
            MeansReport.class,
            SharedState.class,
            HeldVectors.class,
            WorkerState.class,
            WorkerResult.class,
            RoundStatistics.class,
            Divergence.class,
            MetricSums.class,
            MetricSums[].class,
            MetricSummary.class,
            ValueSpread.class,
            ValueSpread[].class,
            LabelledImages.class,
            ImageSet.class,
            ImageSet[].class,
        };
        for (Class<?> type : plain) {
            kryo.register(type);
        }
        kryo.register(float[].class, new FloatArraySerializer());
        SparkSqlClasses.all().forEach(kryo::register);
        kryo.register(ExecutorWorkspace.class, new JavaSerializer());
        kryo.register(Manifest.Part.class, new JavaSerializer());
        Dl4jClasses.register(kryo);
        SparkSqlClasses.withClosures().forEach(type -> kryo.register(type, new JavaSerializer()));
    }
}
