package org.hypernetspark.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.SparkConf;
import org.apache.spark.launcher.JavaModuleOptions;

/** A standalone Spark cluster of separate processes on 127.0.0.1: a master and two workers of one core, on free ports. */
public final class StandaloneCluster implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern MASTER = Pattern.compile("Starting Spark master at (spark://127\\.0\\.0\\.1:\\d+)");
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Path folder;
    private final List<Process> daemons = new ArrayList<>();
    private final String master;

    private StandaloneCluster(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder.resolve("home/jars"));
        Files.createFile(folder.resolve("home/RELEASE"));
        try {
            this.master = startMaster();
            startWorker("worker-1");
            startWorker("worker-2");
            await(
                    "both workers registered",
                    () -> count("worker-1", "registered with master") > 0
                            && count("worker-2", "registered with master") > 0);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Starts a cluster with logs and work folders in {@code folder}. */
    public static StandaloneCluster start(Path folder) throws IOException {
        return new StandaloneCluster(folder);
    }

    private String startMaster() throws IOException {
        launch("master", "org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0");
        await("master started", () -> MASTER.matcher(log("master")).find());
        Matcher matcher = MASTER.matcher(log("master"));
        return matcher.find() ? matcher.group(1) : "";
    }

    private void startWorker(String name) throws IOException {
        String work = folder.resolve(name).toString();
        launch(
                name,
                "org.apache.spark.deploy.worker.Worker",
                "--host",
                "127.0.0.1",
                "--cores",
                "1",
                "--memory",
                "1g",
                "--work-dir",
                work,
                master);
    }

    private void launch(String name, String type, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dlog4j2.configurationFile=org/apache/spark/log4j2-defaults.properties"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split(" +")));
        command.addAll(List.of("-cp", CLASS_PATH, EndsWithParent.class.getName(), type));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".log").toFile());
        builder.environment().put("SPARK_HOME", folder.resolve("home").toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.12");
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_MASTER_WEBUI_PORT", "0");
        builder.environment().put("SPARK_WORKER_WEBUI_PORT", "0");
        daemons.add(builder.start());
    }

    /** Settings of an application on this cluster, whose executors have the test's class path and one core each. */
    public SparkConf configuration() {
        return LocalSpark.configuration(master)
                .set("spark.home", folder.resolve("home").toString())
                .set("spark.executor.extraClassPath", CLASS_PATH)
                .set("spark.executor.memory", "512m")
                .set("spark.scheduler.minRegisteredResourcesRatio", "1.0")
                .set("spark.scheduler.maxRegisteredResourcesWaitingTime", LIMIT.toSeconds() + "s");
    }

    /** The executors' processes: workers start no others. */
    List<ProcessHandle> executors() {
        return daemons.stream().flatMap(Process::children).toList();
    }

    /** Kills the process of one executor and returns when it is gone. */
    void killOneExecutor() {
        ProcessHandle executor = executors().get(0);
        executor.destroyForcibly();
        try {
            executor.onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while executor " + executor.pid() + " ended", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Executor " + executor.pid() + " did not end", e);
        }
    }

    /** Waits until {@code condition} holds, for a minute at most. */
    public static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("Waited " + LIMIT.toSeconds() + " s in vain: " + what);
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    private long count(String name, String text) {
        return log(name).lines().filter(line -> line.contains(text)).count();
    }

    private String log(String name) {
        try {
            return Files.readString(folder.resolve(name + ".log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        List<ProcessHandle> all = new ArrayList<>();
        for (Process daemon : daemons) {
            daemon.descendants().forEach(all::add);
            all.add(daemon.toHandle());
        }
        all.forEach(ProcessHandle::destroyForcibly);
        await("all processes ended", () -> all.stream().noneMatch(ProcessHandle::isAlive));
    }
}
