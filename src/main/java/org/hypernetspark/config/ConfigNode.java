package org.hypernetspark.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * One value of a configuration: where it stands (source and key path) and what it is. Immutable.
 *
 * <p>A getter either gives the value as the wanted type or throws a {@link ConfigException} such as {@code job.yaml:
 * training.rounds: expected an integer of at least 1, got "ten"}. A key whose value is left out ({@code rounds:}) counts as
 * absent.
 */
public final class ConfigNode {
    private final String source;
    private final String path;
    private final JsonNode json;

    private ConfigNode(String source, String path, JsonNode json) {
        this.source = source;
        this.path = path;
        this.json = json;
    }

    /**
     * The root of a configuration.
     *
     * @param source what messages call it: a file or parameter name
     */
    public static ConfigNode of(String source, JsonNode root) {
        return new ConfigNode(source, "", root);
    }

    /** What messages call the configuration: a file or parameter name. */
    public String source() {
        return source;
    }

    /** Keys and list indices from the root to here, such as {@code target.layers.0.dense}; empty at the root. */
    public String path() {
        return path;
    }

    /** The value, not to be changed. */
    public JsonNode json() {
        return json;
    }

    /** Whether the value is a mapping. */
    public boolean isSection() {
        return json.isObject();
    }

    /** Whether the value is a list. */
    public boolean isList() {
        return json.isArray();
    }

    /** Whether the value is text. */
    public boolean isText() {
        return json.isTextual();
    }

    /** The value of a key, if it is there. */
    public Optional<ConfigNode> find(String key) {
        JsonNode child = section().json.get(key);
        return child == null || child.isNull() ? Optional.empty() : Optional.of(at(key, child));
    }

    /**
     * The value of a key that must be there.
     *
     * @throws ConfigException if it is not
     */
    public ConfigNode child(String key) {
        return find(key).orElseThrow(() -> at(key, json).problem("is missing; it has no default"));
    }

    /** This node, which must be a mapping. */
    public ConfigNode section() {
        if (!json.isObject()) {
            throw unexpected("a mapping of keys to values");
        }
        return this;
    }

    /** The mapping under a key; an empty one if the key is absent. */
    public ConfigNode section(String key) {
        return find(key)
                .orElseGet(() -> at(key, JsonNodeFactory.instance.objectNode()))
                .section();
    }

    /** An empty mapping that stands where this value does. */
    ConfigNode emptySection() {
        return new ConfigNode(source, path, JsonNodeFactory.instance.objectNode());
    }

    /** The elements of this node, which must be a list. */
    public List<ConfigNode> list() {
        if (!json.isArray()) {
            throw unexpected("a list");
        }
        List<ConfigNode> elements = new ArrayList<>();
        for (int i = 0; i < json.size(); i++) {
            elements.add(at(String.valueOf(i), json.get(i)));
        }
        return elements;
    }

    /** The elements of the list under a key; none if the key is absent. */
    public List<ConfigNode> list(String key) {
        return find(key).map(ConfigNode::list).orElse(List.of());
    }

    /** The keys of this mapping, in the order of the text. */
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        section().json.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /**
     * Makes sure that this mapping has no other keys than these.
     *
     * @throws ConfigException for the first one that is not known, naming those that look like it
     */
    public void rejectUnknownKeys(String... known) {
        List<String> all = List.of(known);
        for (String key : keys()) {
            if (!all.contains(key)) {
                throw at(key, json)
                        .problem("unknown key; keys here are " + String.join(", ", all) + NearestWords.hint(key, all));
            }
        }
    }

    /** Text that is not blank. Numbers and flags must be quoted to be text. */
    public String text() {
        if (!json.isTextual() || json.textValue().isBlank()) {
            throw unexpected("text");
        }
        return json.textValue();
    }

    /** The text under a key, or {@code otherwise} if the key is absent. */
    public String text(String key, String otherwise) {
        return find(key).map(ConfigNode::text).orElse(otherwise);
    }

    /** An integer of at least {@code least}. */
    public int integer(int least) {
        if (!json.canConvertToInt() || !json.isIntegralNumber() || json.intValue() < least) {
            throw unexpected("an integer of at least " + least);
        }
        return json.intValue();
    }

    /** The integer of at least {@code least} under a key, or {@code otherwise} if the key is absent. */
    public int integer(String key, int least, int otherwise) {
        return find(key).map(node -> node.integer(least)).orElse(otherwise);
    }

    /** Any integer of 64 bits. */
    public long whole() {
        if (!json.canConvertToLong() || !json.isIntegralNumber()) {
            throw unexpected("an integer");
        }
        return json.longValue();
    }

    /** The integer of 64 bits under a key, or {@code otherwise} if the key is absent. */
    public long whole(String key, long otherwise) {
        return find(key).map(ConfigNode::whole).orElse(otherwise);
    }

    /** A finite number. */
    public double real() {
        if (!json.isNumber() || !Double.isFinite(json.doubleValue())) {
            throw unexpected("a finite number");
        }
        return json.doubleValue();
    }

    /** The finite number under a key, or {@code otherwise} if the key is absent. */
    public double real(String key, double otherwise) {
        return find(key).map(ConfigNode::real).orElse(otherwise);
    }

    /** True or false. */
    public boolean flag() {
        if (!json.isBoolean()) {
            throw unexpected("true or false");
        }
        return json.booleanValue();
    }

    /** The flag under a key, or {@code otherwise} if the key is absent. */
    public boolean flag(String key, boolean otherwise) {
        return find(key).map(ConfigNode::flag).orElse(otherwise);
    }

    /** The one of {@code choices} whose label this text is. */
    public <T> T choice(T[] choices, Function<T, String> label) {
        return choices[choice(Stream.of(choices).map(label).toList())];
    }

    /** The one of {@code choices} under a key, or {@code otherwise} if the key is absent. */
    public <T> T choice(String key, T[] choices, Function<T, String> label, T otherwise) {
        return find(key).map(node -> node.choice(choices, label)).orElse(otherwise);
    }

    /** The position of this text among {@code labels}. */
    public int choice(List<String> labels) {
        int index = json.isTextual() ? labels.indexOf(json.textValue()) : -1;
        if (index < 0) {
            String hint = json.isTextual() ? NearestWords.hint(json.textValue(), labels) : "";
            throw problem("expected one of " + String.join(", ", labels) + ", got " + describe(json) + hint);
        }
        return index;
    }

    /**
     * What {@code constructor} makes of values read from here.
     *
     * @throws ConfigException with its message and where this node stands, if it refuses them
     */
    public <T> T build(Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (ConfigException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new ConfigException(position() + e.getMessage(), e);
        }
    }

    /** The mistake that another value stands here than the expected one. */
    public ConfigException unexpected(String expected) {
        return problem("expected " + expected + ", got " + describe(json));
    }

    /** A mistake in this value. */
    public ConfigException problem(String message) {
        return new ConfigException(position() + message);
    }

    private String position() {
        return path.isEmpty() ? source + ": " : source + ": " + path + ": ";
    }

    private ConfigNode at(String key, JsonNode child) {
        return new ConfigNode(source, path.isEmpty() ? key : path + "." + key, child);
    }

    /** A value as messages show it. */
    static String describe(JsonNode value) {
        return switch (value.getNodeType()) {
            case NULL, MISSING -> "nothing";
            case ARRAY -> "a list of " + value.size();
            case OBJECT ->
                value.isEmpty()
                        ? "an empty mapping"
                        : "a mapping with the key " + value.fieldNames().next();
            case NUMBER -> value.asText();
            default -> value.toString();
        };
    }

    /** The position and value, for debugging. */
    @Override
    public String toString() {
        return position() + json;
    }
}
