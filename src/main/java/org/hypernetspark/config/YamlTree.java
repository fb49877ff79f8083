package org.hypernetspark.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * One YAML document as a JSON tree.
 *
 * <p>Only the syntax is left to the parser; what nodes mean is decided here, because Jackson's own YAML trees keep the names
 * of aliases instead of what they stand for. Tags that ask for classes, repeated keys and aliases that grow without end are
 * refused.
 */
final class YamlTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_NODES = 100_000;
    private static final int DEEPEST = 50;
    private static final String MERGE = "<<";
    private static final Set<Tag> TAGS = Set.of(
            Tag.MAP,
            Tag.SEQ,
            Tag.STR,
            Tag.INT,
            Tag.FLOAT,
            Tag.BOOL,
            Tag.NULL,
            Tag.TIMESTAMP,
            Tag.MERGE,
            new Tag("tag:yaml.org,2002:value"));

    private final String source;
    private int nodes;

    private YamlTree(String source) {
        this.source = source;
    }

    /**
     * Parses one document.
     *
     * @return null if the text holds nothing
     * @throws ConfigException if the text is not YAML, naming line and column
     */
    static JsonNode parse(String text, String source) {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        try {
            Node root = new Yaml(options).compose(new StringReader(text));
            return root == null ? null : new YamlTree(source).convert(root, 0);
        } catch (MarkedYAMLException e) {
            throw new ConfigException(at(source, e.getProblemMark()) + "not valid YAML: " + e.getProblem(), e);
        } catch (YAMLException e) {
            throw new ConfigException(source + ": not valid YAML: " + e.getMessage(), e);
        }
    }

    private static String at(String source, Mark mark) {
        return source
                + (mark == null
                        ? ": "
                        : ", line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1) + ": ");
    }

    private ConfigException problem(Node node, String message) {
        return new ConfigException(at(source, node.getStartMark()) + message);
    }

    private JsonNode convert(Node node, int depth) {
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw problem(
                    node,
                    "aliases or nesting make more than " + MOST_NODES + " values or " + DEEPEST
                            + " levels; write the values out instead");
        }
        if (!TAGS.contains(node.getTag())) {
            throw problem(node, "the tag " + node.getTag().getValue() + " is not allowed; expected a plain value");
        }
        if (node instanceof MappingNode mapping) {
            return mapping(mapping, depth);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode list = NODES.arrayNode();
            sequence.getValue().forEach(element -> list.add(convert(element, depth + 1)));
            return list;
        }
        ScalarNode scalar = (ScalarNode) node;
        boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
        return plain ? PlainScalar.parse(scalar.getValue()) : NODES.textNode(scalar.getValue());
    }

    private ObjectNode mapping(MappingNode mapping, int depth) {
        ObjectNode object = NODES.objectNode();
        List<Node> merged = new ArrayList<>();
        for (NodeTuple entry : mapping.getValue()) {
            String key = key(entry.getKeyNode());
            if (key.equals(MERGE)) {
                merged.add(entry.getValueNode());
            } else if (object.has(key)) {
                throw problem(
                        entry.getKeyNode(), "the key \"" + key + "\" stands here a second time; keep one of them");
            } else {
                object.set(key, convert(entry.getValueNode(), depth + 1));
            }
        }
        merged.forEach(node -> merge(node, object, depth));
        return object;
    }

    private String key(Node node) {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        throw problem(node, "expected a word as key, got a list or mapping");
    }

    /** {@code <<: *defaults} or {@code <<: [*one, *other]}: takes over the keys that are not there yet. */
    private void merge(Node node, ObjectNode object, int depth) {
        if (node instanceof SequenceNode several) {
            several.getValue().forEach(one -> merge(one, object, depth));
        } else if (node instanceof MappingNode) {
            convert(node, depth + 1)
                    .fields()
                    .forEachRemaining(field -> object.putIfAbsent(field.getKey(), field.getValue()));
        } else {
            throw problem(node, "expected a mapping to merge with <<, got a plain value");
        }
    }
}
