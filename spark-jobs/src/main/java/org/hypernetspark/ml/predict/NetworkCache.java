package org.hypernetspark.ml.predict;

import java.util.LinkedHashMap;
import java.util.Map;

/** Generated networks, those used last, up to a number. Not thread-safe. */
final class NetworkCache {
    private final Map<NetworkKey, float[]> networks;

    NetworkCache(int most) {
        this.networks = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<NetworkKey, float[]> eldest) {
                return size() > most;
            }
        };
    }

    /** A task's weights; null if they are not kept. */
    float[] get(NetworkKey key) {
        return networks.get(key);
    }

    void put(NetworkKey key, float[] theta) {
        networks.put(key, theta);
    }
}
