package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;

/** Height and width of a window, a stride or a padding: {@code [5, 3]}, or {@code 5} for both. */
record Extent(int height, int width) {
    static Extent read(ConfigNode node, int least) {
        if (!node.isList()) {
            int both = node.integer(least);
            return new Extent(both, both);
        }
        List<ConfigNode> values = node.list();
        if (values.size() != 2) {
            throw node.unexpected("an integer or [height, width]");
        }
        return new Extent(values.get(0).integer(least), values.get(1).integer(least));
    }

    /** What stands under a key, or {@code otherwise} if the key is absent. */
    static Extent read(ConfigNode node, String key, int least, Extent otherwise) {
        return node.find(key).map(value -> read(value, least)).orElse(otherwise);
    }

    ArrayNode write() {
        return JsonNodeFactory.instance.arrayNode().add(height).add(width);
    }
}
