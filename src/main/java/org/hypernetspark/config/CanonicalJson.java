package org.hypernetspark.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;

/** JSON in one form only: keys sorted, no spaces, equal numbers alike ({@code 1}, {@code 1.0} and {@code 1e0} are one). */
public final class CanonicalJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int MOST_DIGITS = 20;

    private CanonicalJson() {}

    /** The text of a tree. */
    public static String text(JsonNode tree) {
        return canonical(tree).toString();
    }

    /**
     * SHA-256 of {@link #text}, as 64 hexadecimal digits: tells whether two configurations mean the same, provided both
     * were written by the codecs, which make all defaults explicit.
     */
    public static String fingerprint(JsonNode tree) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text(tree).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private static JsonNode canonical(JsonNode node) {
        if (node.isObject()) {
            ObjectNode sorted = NODES.objectNode();
            TreeSet<String> keys = new TreeSet<>();
            node.fieldNames().forEachRemaining(keys::add);
            keys.forEach(key -> sorted.set(key, canonical(node.get(key))));
            return sorted;
        }
        if (node.isArray()) {
            ArrayNode list = NODES.arrayNode();
            node.forEach(element -> list.add(canonical(element)));
            return list;
        }
        return node.isNumber() ? number(node) : node;
    }

    private static JsonNode number(JsonNode node) {
        if (node.isFloatingPointNumber() && !Double.isFinite(node.doubleValue())) {
            return NODES.textNode(String.valueOf(node.doubleValue()));
        }
        BigDecimal value = node.decimalValue().stripTrailingZeros();
        boolean whole = value.scale() <= 0 && value.precision() - value.scale() <= MOST_DIGITS;
        return whole ? NODES.numberNode(value.toBigInteger()) : NODES.numberNode(value);
    }
}
