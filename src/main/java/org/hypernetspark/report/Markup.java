package org.hypernetspark.report;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** Writes HTML and inline SVG. All text and all attribute values are escaped; no way leads around it but {@link #style}. */
final class Markup {
    private final StringBuilder text = new StringBuilder();
    private final Deque<String> open = new ArrayDeque<>();

    /** Opens an element; attributes are name, value, name, value. */
    Markup open(String tag, String... attributes) {
        start(tag, attributes).append('>');
        open.push(tag);
        return this;
    }

    /** Closes the innermost open element. */
    Markup close() {
        text.append("</").append(open.pop()).append(">\n");
        return this;
    }

    /** An element without content that HTML does not close, like {@code meta}. */
    Markup single(String tag, String... attributes) {
        start(tag, attributes).append(">\n");
        return this;
    }

    /** An SVG element without content. */
    Markup shape(String tag, String... attributes) {
        start(tag, attributes).append("/>\n");
        return this;
    }

    /** A whole element that holds text. */
    Markup element(String tag, String content, String... attributes) {
        return open(tag, attributes).text(content).close();
    }

    /** Text. */
    Markup text(String content) {
        text.append(escaped(content));
        return this;
    }

    /** A style sheet of ours, as it is. */
    Markup style(String css) {
        text.append("<style>\n").append(css).append("</style>\n");
        return this;
    }

    /** A coordinate of a drawing: one decimal is enough. */
    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** What was written. */
    String html() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("The element " + open.peek() + " is still open");
        }
        return "<!DOCTYPE html>\n" + text;
    }

    private StringBuilder start(String tag, String... attributes) {
        text.append('<').append(tag);
        for (int i = 0; i < attributes.length; i += 2) {
            text.append(' ')
                    .append(attributes[i])
                    .append("=\"")
                    .append(escaped(attributes[i + 1]))
                    .append('"');
        }
        return text;
    }

    private static String escaped(String content) {
        StringBuilder safe = new StringBuilder(content.length());
        for (int i = 0; i < content.length(); i++) {
            char character = content.charAt(i);
            switch (character) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                case '\n', '\t' -> safe.append(character);
                default -> safe.append(Character.isISOControl(character) ? '\uFFFD' : character);
            }
        }
        return safe.toString();
    }
}
