package org.hypernetspark.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.hypernetspark.param.Blas;
import org.hypernetspark.param.LaneKernels;
import org.hypernetspark.param.Simd;

/** What a system in Java runs on. */
final class Versions {
    private Versions() {}

    /** Java, the BLAS, and the tasks that lie side by side in a vector; 0 without the Vector API. */
    static ObjectNode ofJava() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"))
                .put("blas", Blas.isNative() ? "OpenBLAS by netlib, 1 thread" : Blas.implementation())
                .put(
                        "lanes",
                        String.valueOf(Simd.lanes().map(LaneKernels::lanes).orElse(0)));
    }

    /** The version of a library that Maven built; "unknown" if its jar does not say. */
    static String ofLibrary(String group, String artifact) {
        String file = "/META-INF/maven/" + group + "/" + artifact + "/pom.properties";
        try (InputStream in = Versions.class.getResourceAsStream(file)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
