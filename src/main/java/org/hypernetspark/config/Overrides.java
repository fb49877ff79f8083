package org.hypernetspark.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Assignments {@code a.b.c=value} laid over a configuration, in order, as the command line's {@code --set} gives them.
 *
 * <p>The value is YAML: {@code 20}, {@code relu}, {@code [1, 2]}, {@code {dense: 8}}; nothing unsets the key. A number in the
 * path is an index into a list, counted from 0: {@code target.layers.0.dense=32}. Sections that are not there are made.
 */
public final class Overrides {
    private final List<Assignment> assignments;

    private Overrides(List<Assignment> assignments) {
        this.assignments = List.copyOf(assignments);
    }

    private record Assignment(String text, List<String> keys, JsonNode value) {
        ConfigException problem(String message) {
            return new ConfigException("--set " + text + ": " + message);
        }

        String path(int length) {
            return String.join(".", keys.subList(0, length));
        }
    }

    /**
     * Parses assignments.
     *
     * @throws ConfigException if one is not of the form {@code key=value}
     */
    public static Overrides of(List<String> assignments) {
        List<Assignment> parsed = new ArrayList<>();
        for (String text : assignments) {
            parsed.add(parse(text));
        }
        return new Overrides(parsed);
    }

    private static Assignment parse(String text) {
        int equals = text.indexOf('=');
        List<String> keys =
                List.of(text.substring(0, Math.max(0, equals)).strip().split("\\.", -1));
        if (keys.contains("")) {
            throw new ConfigException("--set " + text + ": expected key=value, for example training.rounds=20");
        }
        JsonNode value = YamlTree.parse(text.substring(equals + 1), "--set " + text);
        return new Assignment(text, keys, value == null ? JsonNodeFactory.instance.nullNode() : value);
    }

    /**
     * A configuration with the assignments laid over it; the given one stays as it is.
     *
     * @throws ConfigException if the root is no mapping, or a path leads into a plain value or beyond a list
     */
    public ConfigNode applyTo(ConfigNode root) {
        if (assignments.isEmpty()) {
            return root;
        }
        JsonNode copy = root.section().json().deepCopy();
        for (Assignment assignment : assignments) {
            JsonNode parent = copy;
            for (int i = 0; i + 1 < assignment.keys.size(); i++) {
                parent = descend(assignment, parent, i);
            }
            put(assignment, parent, assignment.keys.size() - 1, assignment.value);
        }
        return ConfigNode.of(root.source() + " with --set", copy);
    }

    private static JsonNode descend(Assignment assignment, JsonNode parent, int depth) {
        String key = assignment.keys.get(depth);
        JsonNode child = parent.isArray() ? parent.get(index(assignment, parent, depth)) : parent.get(key);
        if (child == null || child.isNull()) {
            child = JsonNodeFactory.instance.objectNode();
            put(assignment, parent, depth, child);
        } else if (!child.isContainerNode()) {
            throw assignment.problem(assignment.path(depth + 1) + " is " + ConfigNode.describe(child)
                    + ", so it has no key " + assignment.keys.get(depth + 1) + "; set the whole value instead");
        }
        return child;
    }

    private static void put(Assignment assignment, JsonNode parent, int depth, JsonNode value) {
        if (parent instanceof ArrayNode list) {
            list.set(index(assignment, parent, depth), value);
        } else {
            ((ObjectNode) parent).set(assignment.keys.get(depth), value);
        }
    }

    private static int index(Assignment assignment, JsonNode list, int depth) {
        String key = assignment.keys.get(depth);
        int index = key.matches("[0-9]{1,9}") ? Integer.parseInt(key) : -1;
        if (index < 0 || index >= list.size()) {
            throw assignment.problem(assignment.path(depth) + " is a list of " + list.size()
                    + "; expected an index from 0 to " + (list.size() - 1) + ", got " + key);
        }
        return index;
    }
}
