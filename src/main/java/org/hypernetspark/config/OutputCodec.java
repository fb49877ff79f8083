package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.ComponentWise;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.MultiHead;
import org.hypernetspark.hyper.OutputStrategy;

/**
 * Output strategies, by name alone or with settings:
 *
 * <ul>
 *   <li>{@code generate-once}
 *   <li>{@code {strategy: multi-head, heads: 0, split: false}}
 *   <li>{@code {strategy: component-wise, by: layer, componentEmbedding: 8}}; {@code by} is layer, tensor or channel
 *   <li>{@code {strategy: chunk-wise, chunk: 512, chunkEmbedding: 8}}
 * </ul>
 */
public final class OutputCodec {
    private static final String STRATEGY = "strategy";
    private static final List<String> LABELS = List.of("generate-once", "multi-head", "component-wise", "chunk-wise");
    private static final int EMBEDDING = 8;
    private static final int CHUNK = 512;

    private OutputCodec() {}

    /**
     * Reads an output strategy.
     *
     * @throws ConfigException for the first mistake
     */
    public static OutputStrategy read(ConfigNode node) {
        if (!node.isSection()) {
            return settings(LABELS.get(node.choice(LABELS)), ConfigNode.of(node.source(), emptySection()));
        }
        ConfigNode strategy = node.child(STRATEGY);
        return node.build(() -> settings(LABELS.get(strategy.choice(LABELS)), node));
    }

    private static OutputStrategy settings(String label, ConfigNode node) {
        switch (label) {
            case "multi-head" -> {
                node.rejectUnknownKeys(STRATEGY, "heads", "split");
                return new MultiHead(node.integer("heads", 0, 0), node.flag("split", false));
            }
            case "component-wise" -> {
                node.rejectUnknownKeys(STRATEGY, "by", "componentEmbedding");
                ComponentWise.By by =
                        node.choice("by", ComponentWise.By.values(), OutputCodec::label, ComponentWise.By.LAYER);
                return new ComponentWise(by, node.integer("componentEmbedding", 1, EMBEDDING));
            }
            case "chunk-wise" -> {
                node.rejectUnknownKeys(STRATEGY, "chunk", "chunkEmbedding");
                return new ChunkWise(node.integer("chunk", 1, CHUNK), node.integer("chunkEmbedding", 1, EMBEDDING));
            }
            default -> {
                node.rejectUnknownKeys(STRATEGY);
                return new GenerateOnce();
            }
        }
    }

    /**
     * Writes an output strategy with all settings explicit.
     *
     * @throws IllegalArgumentException if it has no form in configurations
     */
    public static ObjectNode write(OutputStrategy output) {
        ObjectNode node = emptySection().put(STRATEGY, output.name());
        if (output instanceof GenerateOnce) {
            return node;
        }
        if (output instanceof MultiHead several) {
            return node.put("heads", several.heads()).put("split", several.split());
        }
        if (output instanceof ComponentWise components) {
            return node.put("by", label(components.by())).put("componentEmbedding", components.componentEmbedding());
        }
        if (output instanceof ChunkWise chunks) {
            return node.put("chunk", chunks.chunk()).put("chunkEmbedding", chunks.chunkEmbedding());
        }
        throw new IllegalArgumentException("The output strategy " + output.name() + " has no form in configurations");
    }

    private static ObjectNode emptySection() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String label(ComponentWise.By by) {
        return by.name().toLowerCase(Locale.ROOT);
    }
}
