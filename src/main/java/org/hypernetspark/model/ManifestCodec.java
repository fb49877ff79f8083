package org.hypernetspark.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.hypernetspark.config.ConfigNode;

/** A {@link RunManifest} as JSON. Metrics are texts of Java doubles, so that those that are not finite survive. */
final class ManifestCodec {
    private ManifestCodec() {}

    static ObjectNode write(RunManifest manifest) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("seed", manifest.seed());
        node.put("config", manifest.config());
        node.put("created", manifest.created());
        node.put("rounds", manifest.rounds());
        manifest.versions().forEach(node.putObject("versions")::put);
        ObjectNode metrics = node.putObject("metrics");
        manifest.metrics().forEach((name, value) -> metrics.put(name, Double.toString(value)));
        return node;
    }

    static RunManifest read(ConfigNode node) {
        Map<String, String> versions = new LinkedHashMap<>();
        ConfigNode versionsNode = node.section("versions");
        versionsNode
                .keys()
                .forEach(key -> versions.put(key, versionsNode.child(key).json().asText()));
        Map<String, Double> metrics = new LinkedHashMap<>();
        ConfigNode metricsNode = node.section("metrics");
        metricsNode.keys().forEach(key -> metrics.put(key, metric(metricsNode.child(key))));
        return new RunManifest(
                node.child("seed").whole(),
                node.child("config").json().asText(),
                versions,
                node.child("created").json().asText(),
                node.child("rounds").integer(0),
                metrics);
    }

    private static double metric(ConfigNode node) {
        try {
            return Double.parseDouble(node.text());
        } catch (NumberFormatException e) {
            throw node.unexpected("a number in quotes");
        }
    }
}
