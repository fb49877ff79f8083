package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hypernetspark.hyper.ColumnsInput;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.ConditionInput;
import org.hypernetspark.hyper.DescriptorInput;
import org.hypernetspark.hyper.DrawnInput;
import org.hypernetspark.hyper.EmbeddingInput;
import org.hypernetspark.hyper.NoiseInput;
import org.hypernetspark.hyper.PreferenceInput;
import org.hypernetspark.hyper.SupportInput;
import org.hypernetspark.hyper.SupportInput.Pooling;
import org.hypernetspark.net.LayerSpec;

/**
 * Conditions: {@code {embedding: 8, support: {rows: 16, encoder: [...], pooling: mean}, descriptor: true, columns: [a, b],
 * preference: {dirichlet: [0.2, 0.2]}, noise: {size: 4, samples: 5}}}; each is optional. {@code inputs: [{name: ...}]} are drawn
 * inputs that jars bring, see {@link ConfigType}.
 *
 * <p>The embedding is {@value #EMBEDDING_SIZE} if it is not named, but 0 where support, columns, preference or noise are.
 *
 * <p>In the resolved form, which saved models hold, {@code descriptor} is its size, {@code columns} are positions in the
 * encoded row, and {@code support} also says what a row is.
 */
public final class ConditionCodec {
    private static final int EMBEDDING_SIZE = 8;
    private static final int SUPPORT_ROWS = 16;
    private static final int PREDICT_ROWS = 256;
    private static final String EMBEDDING = "embedding";
    private static final String SUPPORT = "support";
    private static final String DESCRIPTOR = "descriptor";
    private static final String COLUMNS = "columns";
    private static final String PREFERENCE = "preference";
    private static final String NOISE = "noise";
    private static final String ROWS = "rows";
    private static final String MOST_ROWS = "predictRows";
    private static final String ENCODER = "encoder";
    private static final String POOLING = "pooling";
    private static final String FEATURES = "features";
    private static final String LABELS = "labels";
    private static final String CLASSES = "classes";
    private static final String SIZE = "size";
    private static final String SAMPLES = "samples";
    private static final String INPUTS = "inputs";

    private ConditionCodec() {}

    private static Registry<DrawnInput> registry() {
        return Registry.of(DrawnInput.class, "input", "inputs", List.of());
    }

    private static List<DrawnInput> inputs(ConfigNode node) {
        return node.list(INPUTS).stream()
                .map(input -> registry().readKeyed(input))
                .toList();
    }

    /**
     * Reads a condition whose sizes the data will tell.
     *
     * @throws ConfigException for the first mistake
     */
    public static ConditionConfig read(ConfigNode node) {
        rejectUnknown(node);
        boolean others = Stream.of(SUPPORT, COLUMNS, PREFERENCE, NOISE, INPUTS)
                .anyMatch(key -> node.find(key).isPresent());
        return node.build(() -> new ConditionConfig(
                node.integer(EMBEDDING, 0, others ? 0 : EMBEDDING_SIZE),
                node.find(SUPPORT).map(ConditionCodec::support).orElse(null),
                node.flag(DESCRIPTOR, false),
                node.list(COLUMNS).stream().map(ConfigNode::text).toList(),
                node.find(PREFERENCE).map(PreferenceCodec::read).orElse(null),
                node.find(NOISE).map(ConditionCodec::noise).orElse(null),
                inputs(node)));
    }

    private static void rejectUnknown(ConfigNode node) {
        node.rejectUnknownKeys(EMBEDDING, SUPPORT, DESCRIPTOR, COLUMNS, PREFERENCE, NOISE, INPUTS);
    }

    private static SupportConfig support(ConfigNode node) {
        node.section().rejectUnknownKeys(ROWS, MOST_ROWS, ENCODER, POOLING);
        List<LayerSpec> encoder = LayersCodec.read(node.child(ENCODER));
        if (encoder.isEmpty()) {
            throw node.child(ENCODER)
                    .problem("expected at least one layer, for example [{dense: 32, activation: relu}]");
        }
        return new SupportConfig(
                node.integer(ROWS, 1, SUPPORT_ROWS),
                node.integer(MOST_ROWS, 1, PREDICT_ROWS),
                encoder,
                node.choice(POOLING, Pooling.values(), Pooling::label, Pooling.MEAN));
    }

    /** A size, or {@code {size: 4, samples: 1}}. */
    private static NoiseInput noise(ConfigNode node) {
        if (!node.isSection()) {
            return new NoiseInput(node.integer(1), 1);
        }
        node.rejectUnknownKeys(SIZE, SAMPLES);
        return new NoiseInput(node.child(SIZE).integer(1), node.integer(SAMPLES, 1, 1));
    }

    /** Writes a condition with all defaults explicit. */
    public static ObjectNode write(ConditionConfig condition) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put(EMBEDDING, condition.embedding()).put(DESCRIPTOR, condition.descriptor());
        if (condition.support() != null) {
            SupportConfig support = condition.support();
            writeSupport(
                    node.putObject(SUPPORT),
                    support.rows(),
                    support.predictRows(),
                    support.encoder(),
                    support.pooling());
        }
        if (!condition.columns().isEmpty()) {
            ArrayNode columns = node.putArray(COLUMNS);
            condition.columns().forEach(columns::add);
        }
        writeDrawn(node, condition.preference());
        writeDrawn(node, condition.noise());
        condition.inputs().forEach(input -> writeDrawn(node, input));
        return node;
    }

    private static void writeSupport(
            ObjectNode node, int rows, int mostRows, List<LayerSpec> encoder, Pooling pooling) {
        node.put(ROWS, rows).put(MOST_ROWS, mostRows);
        node.set(ENCODER, LayersCodec.write(encoder));
        node.put(POOLING, pooling.label());
    }

    private static void writeDrawn(ObjectNode node, DrawnInput input) {
        if (input instanceof NoiseInput noise) {
            node.putObject(NOISE).put(SIZE, noise.size()).put(SAMPLES, noise.samples());
        } else if (input instanceof PreferenceInput preference) {
            node.set(PREFERENCE, PreferenceCodec.write(preference));
        } else if (input != null) {
            node.withArray(INPUTS).add(registry().keyed(input, input.name()));
        }
    }

    /**
     * Reads a resolved condition.
     *
     * @throws ConfigException for the first mistake
     */
    public static Condition readResolved(ConfigNode node) {
        rejectUnknown(node);
        List<ConditionInput> inputs = new ArrayList<>();
        int embedding = node.child(EMBEDDING).integer(0);
        int descriptor = node.child(DESCRIPTOR).integer(0);
        if (embedding > 0) {
            inputs.add(new EmbeddingInput(embedding));
        }
        if (descriptor > 0) {
            inputs.add(new DescriptorInput(descriptor));
        }
        node.find(SUPPORT).map(ConditionCodec::resolvedSupport).ifPresent(inputs::add);
        List<Integer> positions =
                node.list(COLUMNS).stream().map(at -> at.integer(0)).toList();
        if (!positions.isEmpty()) {
            inputs.add(node.build(() -> new ColumnsInput(positions)));
        }
        node.find(PREFERENCE).map(PreferenceCodec::read).ifPresent(inputs::add);
        node.find(NOISE).map(ConditionCodec::noise).ifPresent(inputs::add);
        inputs.addAll(inputs(node));
        return inputs.isEmpty() ? Condition.none() : node.build(() -> Condition.of(inputs));
    }

    private static SupportInput resolvedSupport(ConfigNode node) {
        node.section().rejectUnknownKeys(ROWS, MOST_ROWS, ENCODER, POOLING, FEATURES, LABELS, CLASSES);
        return node.build(() -> new SupportInput(
                node.child(ROWS).integer(1),
                node.child(MOST_ROWS).integer(1),
                node.child(FEATURES).integer(1),
                node.child(LABELS).integer(1),
                node.child(CLASSES).integer(0),
                LayersCodec.read(node.child(ENCODER)),
                node.child(POOLING).choice(Pooling.values(), Pooling::label)));
    }

    /** Writes a resolved condition. */
    public static ObjectNode writeResolved(Condition condition) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put(EMBEDDING, condition.embedding()).put(DESCRIPTOR, condition.descriptor());
        SupportInput support = condition.support();
        if (support != null) {
            ObjectNode section = node.putObject(SUPPORT);
            writeSupport(section, support.rows(), support.mostRows(), support.encoder(), support.pooling());
            section.put(FEATURES, support.features())
                    .put(LABELS, support.labels())
                    .put(CLASSES, support.classes());
        }
        if (condition.perExample()) {
            ArrayNode columns = node.putArray(COLUMNS);
            condition.columns().positions().forEach(columns::add);
        }
        condition.drawn().forEach(input -> writeDrawn(node, input));
        return node;
    }
}
