package org.hypernetspark.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.hypernetspark.param.Blas;

/**
 * Where a model comes from.
 *
 * @param seed of everything random
 * @param config the run's configuration, as JSON
 * @param versions of the library, Java, the operating system and the BLAS, by these names
 * @param created when, as text
 * @param rounds trained, at least 0
 * @param metrics of the last evaluation, by name
 */
public record RunManifest(
        long seed,
        String config,
        Map<String, String> versions,
        String created,
        int rounds,
        Map<String, Double> metrics) {
    /** Copies the maps, keeping their order. */
    public RunManifest {
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** With the versions that are running now. */
    public static RunManifest ofThisRun(
            long seed, String config, String created, int rounds, Map<String, Double> metrics) {
        Map<String, String> versions = new LinkedHashMap<>();
        versions.put("hypernet-spark", libraryVersion());
        versions.put("java", System.getProperty("java.version"));
        versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        versions.put("blas", Blas.isNative() ? "native OpenBLAS" : "Java");
        return new RunManifest(seed, config, versions, created, rounds, metrics);
    }

    private static String libraryVersion() {
        Properties properties = new Properties();
        try (InputStream in = RunManifest.class.getResourceAsStream("version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties of this library cannot be read", e);
        }
        return properties.getProperty("version");
    }
}
