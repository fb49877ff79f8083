package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.ComponentWise;
import org.hypernetspark.hyper.Deconvolutional;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.KernelWise;
import org.hypernetspark.hyper.LowRankHead;
import org.hypernetspark.hyper.MultiHead;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.hyper.StructuredChunks;

/**
 * Output strategies, by name alone or with settings:
 *
 * <ul>
 *   <li>{@code generate-once}
 *   <li>{@code {strategy: multi-head, heads: 0, split: false}}
 *   <li>{@code {strategy: component-wise, by: layer, componentEmbedding: 8}}; {@code by} is layer, tensor or channel
 *   <li>{@code {strategy: chunk-wise, chunk: 512, chunkEmbedding: 8, perTask: false}}
 *   <li>{@code {strategy: structured, units: 0, chunkEmbedding: 8, perTask: false}}
 *   <li>{@code {strategy: deconvolutional, side: 32, channels: [32, 16, 8], imageEmbedding: 8, attention: 0}}
 *   <li>{@code {strategy: low-rank-head, rank: 16}}
 *   <li>{@code {strategy: kernel-wise, inner: 4, blockEmbedding: 8}}
 * </ul>
 *
 * <p>Jars may bring more, see {@link ConfigType}.
 */
public final class OutputCodec {
    private static final String STRATEGY = "strategy";
    private static final int EMBEDDING = 8;
    private static final int CHUNK = 512;
    private static final int RANK = 16;
    private static final int DEFAULT_SIDE = 32;
    private static final List<Integer> DEFAULT_CHANNELS = List.of(32, 16, 8);
    private static final String SIDE = "side";
    private static final String CHANNELS = "channels";
    private static final String IMAGE_EMBEDDING = "imageEmbedding";
    private static final String ATTENTION = "attention";
    private static final String CHUNK_EMBEDDING = "chunkEmbedding";
    private static final String PER_TASK = "perTask";
    private static final int INNER = 4;

    private static final List<ConfigType<? extends OutputStrategy>> TABLE = List.of(
            NamedType.constant("generate-once", GenerateOnce.class, new GenerateOnce()),
            NamedType.of(
                            "multi-head",
                            MultiHead.class,
                            node -> new MultiHead(node.integer("heads", 0, 0), node.flag("split", false)),
                            (several, node) ->
                                    node.put("heads", several.heads()).put("split", several.split()),
                            "heads",
                            "split")
                    .alone(),
            NamedType.of(
                            "component-wise",
                            ComponentWise.class,
                            OutputCodec::componentWise,
                            (components, node) -> node.put("by", label(components.by()))
                                    .put("componentEmbedding", components.componentEmbedding()),
                            "by",
                            "componentEmbedding")
                    .alone(),
            NamedType.of(
                            "chunk-wise",
                            ChunkWise.class,
                            node -> new ChunkWise(
                                    node.integer("chunk", 1, CHUNK),
                                    node.integer(CHUNK_EMBEDDING, 1, EMBEDDING),
                                    node.flag(PER_TASK, false)),
                            (chunks, node) -> node.put("chunk", chunks.chunk())
                                    .put(CHUNK_EMBEDDING, chunks.chunkEmbedding())
                                    .put(PER_TASK, chunks.perTask()),
                            "chunk",
                            CHUNK_EMBEDDING,
                            PER_TASK)
                    .alone(),
            NamedType.of(
                            "structured",
                            StructuredChunks.class,
                            node -> new StructuredChunks(
                                    node.integer("units", 0, 0),
                                    node.integer(CHUNK_EMBEDDING, 1, EMBEDDING),
                                    node.flag(PER_TASK, false)),
                            (chunks, node) -> node.put("units", chunks.units())
                                    .put(CHUNK_EMBEDDING, chunks.chunkEmbedding())
                                    .put(PER_TASK, chunks.perTask()),
                            "units",
                            CHUNK_EMBEDDING,
                            PER_TASK)
                    .alone(),
            NamedType.of(
                            "deconvolutional",
                            Deconvolutional.class,
                            OutputCodec::deconvolutional,
                            OutputCodec::writeDeconvolutional,
                            SIDE,
                            CHANNELS,
                            IMAGE_EMBEDDING,
                            ATTENTION)
                    .alone(),
            NamedType.of(
                            "low-rank-head",
                            LowRankHead.class,
                            node -> new LowRankHead(node.integer("rank", 1, RANK)),
                            (head, node) -> node.put("rank", head.rank()),
                            "rank")
                    .alone(),
            NamedType.of(
                            "kernel-wise",
                            KernelWise.class,
                            node -> new KernelWise(
                                    node.integer("inner", 1, INNER), node.integer("blockEmbedding", 1, EMBEDDING)),
                            (kernels, node) ->
                                    node.put("inner", kernels.inner()).put("blockEmbedding", kernels.blockEmbedding()),
                            "inner",
                            "blockEmbedding")
                    .alone());

    private OutputCodec() {}

    private static Registry<OutputStrategy> registry() {
        return Registry.of(OutputStrategy.class, "output strategy", "output strategies", TABLE);
    }

    private static Deconvolutional deconvolutional(ConfigNode node) {
        List<Integer> channels = node.find(CHANNELS).isEmpty()
                ? DEFAULT_CHANNELS
                : node.list(CHANNELS).stream().map(count -> count.integer(1)).toList();
        int side = node.integer(SIDE, 1, DEFAULT_SIDE);
        return new Deconvolutional(
                side, channels, node.integer(IMAGE_EMBEDDING, 1, EMBEDDING), node.integer(ATTENTION, 0, 0));
    }

    private static void writeDeconvolutional(Deconvolutional output, ObjectNode node) {
        ArrayNode channels = node.put(SIDE, output.side()).putArray(CHANNELS);
        output.channels().forEach(channels::add);
        node.put(IMAGE_EMBEDDING, output.imageEmbedding()).put(ATTENTION, output.attention());
    }

    private static ComponentWise componentWise(ConfigNode node) {
        ComponentWise.By by = node.choice("by", ComponentWise.By.values(), OutputCodec::label, ComponentWise.By.LAYER);
        return new ComponentWise(by, node.integer("componentEmbedding", 1, EMBEDDING));
    }

    private static String label(ComponentWise.By by) {
        return by.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads an output strategy.
     *
     * @throws ConfigException for the first mistake
     */
    public static OutputStrategy read(ConfigNode node) {
        return registry().readTagged(node, STRATEGY);
    }

    /**
     * Writes an output strategy with all settings explicit.
     *
     * @throws IllegalArgumentException if it has no form in configurations
     */
    public static ObjectNode write(OutputStrategy output) {
        Registry<OutputStrategy> registry = registry();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put(STRATEGY, registry.nameOf(output, output.name()));
        return node.setAll(registry.settings(output, output.name()));
    }
}
