package org.hypernetspark.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Compiles the example of docs/extending.md, which is not on the class path of the tests, and packs it into a jar. */
final class ExtensionJar {
    private static final Path EXAMPLE = Path.of("../examples/scaled-sine/src/main");

    private ExtensionJar() {}

    /** The jar, made in {@code folder}. */
    static Path in(Path folder) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        compile(classes);
        Path jar = folder.resolve("scaled-sine.jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            addAll(classes, out);
            addAll(EXAMPLE.resolve("resources"), out);
        }
        return jar;
    }

    private static void compile(Path classes) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
        files(EXAMPLE.resolve("java")).forEach(file -> arguments.add(file.toString()));
        int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(new String[0]));
        assertThat(code).as("exit code of the compiler").isZero();
    }

    private static List<Path> files(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void addAll(Path root, JarOutputStream out) throws IOException {
        for (Path file : files(root)) {
            out.putNextEntry(new JarEntry(root.relativize(file).toString()));
            Files.copy(file, out);
            out.closeEntry();
        }
    }
}
