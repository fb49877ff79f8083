package org.hypernetspark.ml.table;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A fitted encoder as JSON text, as a saved model holds it; reading gives back the same bits. */
public final class FeatureEncoderJson {
    private static final int VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FeatureEncoderJson() {}

    /** The text of an encoder. */
    public static String write(FeatureEncoder encoder) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("version", VERSION).put("task", encoder.columns().task());
        root.set("features", columns(encoder.features()));
        root.set("descriptors", columns(encoder.descriptors()));
        root.set("label", label(encoder.label()));
        if (encoder.variant() != null) {
            ObjectNode variant =
                    root.putObject("variant").put("name", encoder.variant().name());
            encoder.variant().variants().forEach(variant.putArray("variants")::add);
        }
        return root.toString();
    }

    private static ArrayNode columns(EncodedColumns encoded) {
        ArrayNode list = MAPPER.createArrayNode();
        for (ColumnEncoding column : encoded.columns()) {
            ObjectNode node = list.addObject();
            node.put("name", column.column().name());
            node.put("kind", column.column().kind().name().toLowerCase(Locale.ROOT));
            if (column.column().kind() == ColumnKind.CATEGORY) {
                column.categories().forEach(node.putArray("categories")::add);
            } else {
                column.means().forEach(node.putArray("means")::add);
                column.deviations().forEach(node.putArray("deviations")::add);
            }
        }
        return list;
    }

    private static ObjectNode label(LabelEncoding label) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("name", label.column().name());
        node.put("type", label.type().name().toLowerCase(Locale.ROOT));
        if (label.classification()) {
            label.classes().forEach(node.putArray("classes")::add);
        } else {
            node.put("mean", label.mean()).put("deviation", label.deviation());
        }
        return node;
    }

    /**
     * The encoder of a text.
     *
     * @throws IllegalArgumentException if the text is not what {@link #write} writes
     */
    public static FeatureEncoder read(String text) {
        JsonNode root;
        try {
            root = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("Expected a model's preprocessing as JSON, got other text", e);
        }
        if (root.path("version").asInt() != VERSION) {
            throw new IllegalArgumentException("Expected preprocessing of version " + VERSION + ", got version "
                    + root.path("version").asText("none") + "; use the release that wrote the model");
        }
        return new FeatureEncoder(
                require(root, "task").asText(),
                columns(require(root, "features")),
                columns(require(root, "descriptors")),
                variant(root),
                label(require(root, "label")));
    }

    private static EncodedColumns columns(JsonNode list) {
        List<ColumnEncoding> columns = new ArrayList<>();
        for (JsonNode node : list) {
            ColumnKind kind = ColumnKind.valueOf(require(node, "kind").asText().toUpperCase(Locale.ROOT));
            InputColumn column = new InputColumn(require(node, "name").asText(), kind);
            columns.add(
                    kind == ColumnKind.CATEGORY
                            ? ColumnEncoding.categories(
                                    column, texts(require(node, "categories")).toArray(new String[0]))
                            : ColumnEncoding.numbers(
                                    column, numbers(require(node, "means")), numbers(require(node, "deviations"))));
        }
        return new EncodedColumns(columns);
    }

    private static VariantColumn variant(JsonNode root) {
        JsonNode node = root.get("variant");
        return node == null
                ? null
                : new VariantColumn(require(node, "name").asText(), texts(require(node, "variants")));
    }

    private static LabelEncoding label(JsonNode node) {
        String name = require(node, "name").asText();
        if (node.has("classes")) {
            LabelType type = LabelType.valueOf(require(node, "type").asText().toUpperCase(Locale.ROOT));
            return LabelEncoding.classes(name, type, texts(node.get("classes")));
        }
        return LabelEncoding.value(
                name,
                require(node, "mean").doubleValue(),
                require(node, "deviation").doubleValue());
    }

    private static JsonNode require(JsonNode node, String key) {
        if (!node.has(key)) {
            throw new IllegalArgumentException("The model's preprocessing lacks \"" + key + "\"; the model is damaged");
        }
        return node.get(key);
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(node -> texts.add(node.asText()));
        return texts;
    }

    private static double[] numbers(JsonNode list) {
        double[] numbers = new double[list.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = list.get(i).doubleValue();
        }
        return numbers;
    }
}
