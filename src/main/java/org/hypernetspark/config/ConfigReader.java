package org.hypernetspark.config;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads configurations: YAML, and therefore JSON too. */
public final class ConfigReader {
    private static final ObjectReader JSON = new ObjectMapper()
            .reader()
            .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ConfigReader() {}

    /**
     * The configuration in a file, which must be a mapping.
     *
     * @param file a UTF-8 file
     * @param overrides assignments such as {@code training.rounds=20}, see {@link Overrides}
     * @throws ConfigException if the file cannot be read, is not YAML, or an override does not fit
     */
    public static ConfigNode file(Path file, List<String> overrides) {
        return Overrides.of(overrides)
                .applyTo(text(contents(file), file.toString()).section());
    }

    /**
     * The configuration in a text; any kind of value.
     *
     * @param source what messages call it: a file or parameter name
     * @throws ConfigException if it is empty or not YAML
     */
    public static ConfigNode text(String text, String source) {
        JsonNode root = YamlTree.parse(text, source);
        if (root == null || root.isNull()) {
            throw new ConfigException(source + ": expected settings, got an empty text");
        }
        return ConfigNode.of(source, root);
    }

    /**
     * The configuration in a JSON text that a program wrote; unlike {@link #text} it takes any size and any characters.
     *
     * @param source what messages call it
     * @throws ConfigException if it is empty or not JSON
     */
    public static ConfigNode json(String text, String source) {
        try {
            JsonNode root = JSON.readTree(text);
            if (root.isMissingNode()) {
                throw new ConfigException(source + ": expected settings, got an empty text");
            }
            return ConfigNode.of(source, root);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new ConfigException(
                    source + ", line " + at.getLineNr() + ", column " + at.getColumnNr() + ": not valid JSON: "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    private static String contents(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException(file + ": there is no such file; expected a YAML file of settings", e);
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + ": expected UTF-8 text, got other bytes", e);
        } catch (IOException e) {
            throw new ConfigException(file + ": cannot be read (" + e + "); expected a YAML file of settings", e);
        }
    }
}
