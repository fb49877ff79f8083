package org.hypernetspark.config;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;

/** A directory on the class path that registers types, as a user's jar does. */
final class ExtensionJar {
    private ExtensionJar() {}

    /** Calls with a context class loader that sees a service file with these lines. */
    static <T> T with(Path directory, List<String> classes, Callable<T> call) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader = new URLClassLoader(new URL[] {registered(directory, classes)}, before)) {
            thread.setContextClassLoader(loader);
            return call.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static URL registered(Path directory, List<String> classes) throws IOException {
        Path services = Files.createDirectories(directory.resolve("META-INF/services"));
        Files.write(services.resolve(ConfigType.class.getName()), classes);
        return directory.toUri().toURL();
    }
}
