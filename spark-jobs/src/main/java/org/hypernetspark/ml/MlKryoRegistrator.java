package org.hypernetspark.ml;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import org.apache.spark.serializer.KryoRegistrator;
import org.hypernetspark.ml.predict.ModelPayload;
import org.hypernetspark.ml.table.TableClasses;
import org.hypernetspark.spark.HypernetKryoRegistrator;

/**
 * Registers all that this library sends between driver and executors, for {@code spark.kryo.registrationRequired=true}: the
 * name to put into {@code spark.kryo.registrator}.
 */
public final class MlKryoRegistrator implements KryoRegistrator {
    @Override
    public void registerClasses(Kryo kryo) {
        new HypernetKryoRegistrator().registerClasses(kryo);
        TableClasses.sent().forEach(kryo::register);
        kryo.register(ModelPayload.class, new JavaSerializer());
    }
}
