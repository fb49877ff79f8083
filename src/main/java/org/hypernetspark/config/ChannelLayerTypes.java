package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.net.BatchNorm;
import org.hypernetspark.net.Channels;
import org.hypernetspark.net.GlobalPool;
import org.hypernetspark.net.LayerNorm;
import org.hypernetspark.net.LayerSpec;

/**
 * Layers that act on channels and positions; for a sequence {@code channels} says which of its dimensions is which:
 *
 * <ul>
 *   <li>{@code {layerNorm: true, channels: last}}, or {@code layerNorm}
 *   <li>{@code {batchNorm: true, channels: last}}, or {@code batchNorm}
 *   <li>{@code {globalPool: mean, channels: last}}; mean or max
 * </ul>
 */
final class ChannelLayerTypes {
    private static final String NORM = "layerNorm";
    private static final String BATCH = "batchNorm";
    private static final String POOL = "globalPool";
    private static final String CHANNELS = "channels";
    private static final List<String> POOLINGS = List.of("mean", "max");

    static final List<ConfigType<? extends LayerSpec>> TABLE = List.of(
            NamedType.of(NORM, LayerNorm.class, ChannelLayerTypes::layerNorm, ChannelLayerTypes::write, CHANNELS)
                    .alone(),
            NamedType.of(BATCH, BatchNorm.class, ChannelLayerTypes::batchNorm, ChannelLayerTypes::write, CHANNELS)
                    .alone(),
            NamedType.of(POOL, GlobalPool.class, ChannelLayerTypes::globalPool, ChannelLayerTypes::write, CHANNELS));

    private ChannelLayerTypes() {}

    private static LayerNorm layerNorm(ConfigNode node) {
        NamedType.checkFlag(node, NORM);
        return new LayerNorm(channels(node));
    }

    private static void write(LayerNorm norm, ObjectNode node) {
        node.put(NORM, true);
        write(norm.channels(), node);
    }

    private static BatchNorm batchNorm(ConfigNode node) {
        NamedType.checkFlag(node, BATCH);
        return new BatchNorm(channels(node));
    }

    private static void write(BatchNorm norm, ObjectNode node) {
        node.put(BATCH, true);
        write(norm.channels(), node);
    }

    private static GlobalPool globalPool(ConfigNode node) {
        boolean max = node.child(POOL).choice(POOLINGS) == 1;
        return new GlobalPool(max, channels(node));
    }

    private static void write(GlobalPool pool, ObjectNode node) {
        node.put(POOL, POOLINGS.get(pool.max() ? 1 : 0));
        write(pool.channels(), node);
    }

    private static Channels channels(ConfigNode node) {
        return node.choice(CHANNELS, Channels.values(), Channels::label, null);
    }

    private static void write(Channels channels, ObjectNode node) {
        node.put(CHANNELS, channels == null ? null : channels.label());
    }
}
