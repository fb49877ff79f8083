package org.hypernetspark.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetCounts;
import org.hypernetspark.ml.table.ColumnEncoding;
import org.hypernetspark.ml.table.EncodedColumns;
import org.hypernetspark.ml.table.FeatureEncoder;
import org.hypernetspark.ml.table.FeatureEncoderJson;
import org.hypernetspark.model.SavedModel;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.ParameterSpec;

/** What a model holds, as a tree of facts in the order in which they are shown. */
record Inspection(ObjectNode facts) {
    private static final int MOST_TASKS_SHOWN = 8;

    static Inspection of(SavedModel model, String file) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        facts.put("file", file).put("checksum", "ok");
        sizes(model, facts.putObject("sizes"));
        target(model, facts.putObject("target"));
        facts.withObject("/target").put("loss", model.target().loss().name());
        layers(model.hypernet().generator(), facts.putObject("hypernet"));
        facts.withObject("/hypernet").put("output", model.spec().output().toString());
        tasks(model, facts.putObject("tasks"));
        if (!model.preprocessing().isEmpty()) {
            columns(FeatureEncoderJson.read(model.preprocessing()), facts.putObject("columns"));
        }
        origin(model, facts.putObject("origin"));
        return new Inspection(facts);
    }

    private static void sizes(SavedModel model, ObjectNode node) {
        HypernetCounts counts = model.hypernet().counts();
        int tasks = model.embeddings().count();
        node.put("phi", counts.phi());
        node.put("embedding", counts.embedding());
        List<Hypernet> variants = model.hypernet().variants();
        for (int i = 0; i < variants.size(); i++) {
            HypernetCounts own = variants.get(i).counts();
            (variants.size() == 1 ? node : node.putObject(model.target().names().get(i)))
                    .put("theta", own.theta())
                    .put("generated", own.generated())
                    .put("unused", own.unused());
        }
        node.put("trainable", counts.trainable(tasks));
        if (variants.size() == 1) {
            node.put("trainablePerTheta", counts.ratio(tasks));
            node.put("trainablePerTaskWeights", counts.ratio(tasks) / Math.max(1, tasks));
        } else {
            node.put("trainablePerTaskWeights", (double) counts.trainable(tasks) / Math.max(1, weights(model)));
        }
    }

    /** Weights of the networks of all tasks. */
    private static long weights(SavedModel model) {
        List<Network> sizes = model.target().networks();
        long sum = 0;
        for (int i = 0; i < model.embeddings().count(); i++) {
            sum += sizes.get(model.embeddings().variant(i)).layout().size();
        }
        return sum;
    }

    private static void target(SavedModel model, ObjectNode node) {
        List<Network> variants = model.target().networks();
        for (int i = 0; i < variants.size(); i++) {
            layers(
                    variants.get(i),
                    variants.size() == 1
                            ? node
                            : node.putObject(model.target().names().get(i)));
        }
    }

    private static void layers(Network network, ObjectNode node) {
        node.put("input", network.input().toString());
        ObjectNode layers = node.putObject("layers");
        int index = 0;
        for (LayerSpec layer : network.specs()) {
            layers.put(
                    index + "." + layer.name(),
                    network.layers().get(index).output().toString());
            index++;
        }
        ObjectNode tensors = node.putObject("tensors");
        for (ParameterSpec tensor : network.layout().specs()) {
            tensors.put(tensor.name(), tensor.shape().toString());
        }
    }

    private static void tasks(SavedModel model, ObjectNode node) {
        int count = model.embeddings().count();
        node.put("count", count);
        StringBuilder first = new StringBuilder();
        for (int i = 0; i < Math.min(count, MOST_TASKS_SHOWN); i++) {
            first.append(i == 0 ? "" : ", ").append(model.embeddings().id(i));
        }
        node.put("first", first + (count > MOST_TASKS_SHOWN ? ", ..." : ""));
        node.put("descriptor", model.spec().condition().descriptor());
        List<String> names = model.target().names();
        if (names.size() > 1) {
            long[] each = new long[names.size()];
            for (int i = 0; i < count; i++) {
                each[model.embeddings().variant(i)]++;
            }
            ObjectNode variants = node.putObject("variants");
            for (int i = 0; i < each.length; i++) {
                variants.put(names.get(i), each[i]);
            }
        }
    }

    private static void columns(FeatureEncoder encoder, ObjectNode node) {
        node.put("task", encoder.columns().task());
        node.put("label", encoder.label().column().name());
        if (encoder.variant() != null) {
            node.put("variant", encoder.variant().name());
        }
        encodings(encoder.features(), node.putObject("features"));
        encodings(encoder.descriptors(), node.putObject("descriptor"));
        if (encoder.label().classification()) {
            node.put("classes", String.join(", ", encoder.label().classes()));
        }
    }

    private static void encodings(EncodedColumns columns, ObjectNode node) {
        for (ColumnEncoding column : columns.columns()) {
            String kind = column.column().kind().name().toLowerCase(Locale.ROOT);
            node.put(
                    column.column().name(),
                    column.categories().isEmpty() ? kind : kind + ": " + String.join(", ", column.categories()));
        }
    }

    private static void origin(SavedModel model, ObjectNode node) {
        node.put("created", model.manifest().created());
        node.put("rounds", model.manifest().rounds());
        node.put("seed", model.manifest().seed());
        model.manifest().versions().forEach(node::put);
        ObjectNode metrics = node.putObject("metrics");
        model.manifest().metrics().forEach(metrics::put);
    }

    String toJson() {
        return facts.toPrettyString();
    }

    /** One fact a line, sections indented. */
    String toText() {
        StringBuilder text = new StringBuilder();
        append(facts, "", text);
        return text.toString().stripTrailing();
    }

    private static void append(ObjectNode node, String indent, StringBuilder text) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            if (field.getValue() instanceof ObjectNode section) {
                text.append(indent).append(field.getKey()).append(":\n");
                append(section, indent + "  ", text);
            } else {
                text.append(
                        String.format(Locale.ROOT, "%s%-24s %s%n", indent, field.getKey(), shown(field.getValue())));
            }
        }
    }

    private static String shown(JsonNode value) {
        if (value.isDouble()) {
            return String.format(Locale.ROOT, "%.4g", value.doubleValue());
        }
        return value.isIntegralNumber() && value.longValue() > 9999
                ? String.format(Locale.ROOT, "%,d", value.longValue())
                : value.asText(value.toString());
    }
}
