package org.hypernetspark.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * The types of one kind by their registered names: the built-in ones, and those that the jars on the class path bring (see
 * {@link ConfigType}).
 *
 * <p>Jars are found through the thread's context class loader, so that those of {@code spark-submit --jars} count, on the driver
 * and on executors. Nothing is remembered between two registries.
 *
 * @param <T> the kind, for example {@link org.hypernetspark.net.LayerSpec}
 */
public final class Registry<T> {
    private final String noun;
    private final String plural;
    private final Map<String, ConfigType<? extends T>> types = new LinkedHashMap<>();

    private Registry(String noun, String plural) {
        this.noun = noun;
        this.plural = plural;
    }

    /**
     * Looks for types.
     *
     * @param kind what they are types of
     * @param noun what messages call one of the kind
     * @param plural what messages call several
     * @param builtIn listed first in messages
     * @throws ConfigException if two have one name, or one on the class path cannot be used
     */
    public static <T> Registry<T> of(Class<T> kind, String noun, String plural, List<ConfigType<? extends T>> builtIn) {
        Registry<T> registry = new Registry<>(noun, plural);
        builtIn.forEach(registry::add);
        for (ConfigType<?> type : onClassPath()) {
            if (kind.isAssignableFrom(type.type())) {
                @SuppressWarnings("unchecked") // what its type() says
                ConfigType<? extends T> ofKind = (ConfigType<? extends T>) type;
                registry.add(ofKind);
            }
        }
        return registry;
    }

    /**
     * The types of all kinds that jars on the class path bring, ordered by the names of their classes.
     *
     * @throws ConfigException if one cannot be used
     */
    public static List<ConfigType<?>> onClassPath() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        List<ConfigType<?>> found = new ArrayList<>();
        try {
            ServiceLoader.load(ConfigType.class, context != null ? context : Registry.class.getClassLoader())
                    .forEach(found::add);
        } catch (ServiceConfigurationError e) {
            throw new ConfigException(
                    "An extension on the class path cannot be used: " + e.getMessage()
                            + "; its class must be public, implement ConfigType and have a public constructor without"
                            + " arguments",
                    e);
        }
        found.sort((a, b) -> a.getClass().getName().compareTo(b.getClass().getName()));
        return found;
    }

    private void add(ConfigType<? extends T> type) {
        ConfigType<? extends T> other = types.putIfAbsent(type.name(), type);
        if (other != null) {
            throw new ConfigException("Two " + plural + " are registered as \"" + type.name() + "\": "
                    + other.type().getName() + " and " + type.type().getName()
                    + "; rename one, or leave its jar out");
        }
    }

    /**
     * Reads a mapping with the name among its keys ({@code {dense: 64, bias: true}}), or the name alone.
     *
     * @param shared keys that may stand beside those of any type; such a key names a type only if no other does
     * @throws ConfigException for the first mistake
     */
    public T readKeyed(ConfigNode node, String... shared) {
        ConfigType<? extends T> type = node.isText() ? alone(node) : keyed(node, List.of(shared));
        List<String> known = new ArrayList<>(List.of(type.name()));
        known.addAll(type.settings());
        known.addAll(Arrays.asList(shared));
        return read(type, node, known);
    }

    /**
     * Reads a mapping with the name under a key ({@code {strategy: chunk-wise, chunk: 512}}), or the name alone.
     *
     * @throws ConfigException for the first mistake
     */
    public T readTagged(ConfigNode node, String tag) {
        if (!node.isSection()) {
            return read(alone(node), node, List.of());
        }
        List<String> names = List.copyOf(types.keySet());
        ConfigType<? extends T> type = types.get(names.get(node.child(tag).choice(names)));
        List<String> known = new ArrayList<>(List.of(tag));
        known.addAll(type.settings());
        return read(type, node, known);
    }

    private T read(ConfigType<? extends T> type, ConfigNode node, List<String> known) {
        ConfigNode section = node.isSection() ? node : node.emptySection();
        section.rejectUnknownKeys(known.stream().distinct().toArray(String[]::new));
        return section.build(() -> type.read(section));
    }

    private void requireTypes(ConfigNode node) {
        if (types.isEmpty()) {
            throw node.problem("no " + noun + " is registered; is the jar that brings it on the class path (--jars)?");
        }
    }

    private ConfigType<? extends T> alone(ConfigNode node) {
        requireTypes(node);
        List<String> names = types.values().stream()
                .filter(ConfigType::nameAlone)
                .map(ConfigType::name)
                .toList();
        return types.get(names.get(node.choice(names)));
    }

    private ConfigType<? extends T> keyed(ConfigNode node, List<String> shared) {
        List<String> keys = node.section().keys();
        List<String> named = types.keySet().stream().filter(keys::contains).toList();
        if (named.size() > 1) {
            List<String> all = named;
            named = named.stream()
                    .filter(name -> !shared.contains(name) && !isSetting(name, all))
                    .toList();
        }
        requireTypes(node);
        if (named.isEmpty()) {
            String hint = keys.isEmpty() ? "" : NearestWords.hint(keys.get(0), types.keySet());
            throw node.problem("names no " + noun + "; expected one of the keys " + String.join(", ", types.keySet())
                    + ", got " + ConfigNode.describe(node.json()) + hint);
        }
        if (named.size() > 1) {
            throw node.problem("names two " + plural + ", " + named.get(0) + " and " + named.get(1) + "; expected one");
        }
        return types.get(named.get(0));
    }

    /** Whether the key is a setting of one of the types, as layerNorm is of an lstm: then it names no type of its own. */
    private boolean isSetting(String key, List<String> names) {
        return names.stream().anyMatch(name -> types.get(name).settings().contains(key));
    }

    /**
     * The registered name of what describes {@code value}.
     *
     * @param label what the message calls it if there is none
     * @throws IllegalArgumentException if no type is registered for its class
     */
    public String nameOf(T value, String label) {
        return typeOf(value, label).name();
    }

    /**
     * What the type of {@code value} writes; empty if it has no settings.
     *
     * @param label what the message calls it if no type is registered for its class
     * @throws IllegalArgumentException if no type is registered for its class
     */
    public ObjectNode settings(T value, String label) {
        return written(typeOf(value, label), value);
    }

    /**
     * What {@link #readKeyed} reads: what the type of {@code value} writes, its name alone if it has no settings.
     *
     * @param label what the message calls it if no type is registered for its class
     * @throws IllegalArgumentException if no type is registered for its class
     */
    public JsonNode keyed(T value, String label) {
        ObjectNode settings = settings(value, label);
        return settings.isEmpty() ? JsonNodeFactory.instance.textNode(nameOf(value, label)) : settings;
    }

    private static <S> ObjectNode written(ConfigType<S> type, Object value) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        type.write(type.type().cast(value), node);
        return node;
    }

    private ConfigType<? extends T> typeOf(T value, String label) {
        return types.values().stream()
                .filter(type -> type.type().isInstance(value))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("The " + noun + " " + label + " has no form in configurations"));
    }
}
