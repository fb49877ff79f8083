package org.hypernetspark.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.rdd.RDD;
import org.apache.spark.util.SerializableConfiguration;
import org.hypernetspark.model.ModelFormatException;
import org.hypernetspark.model.StateFile;
import org.hypernetspark.train.Progress;
import org.hypernetspark.train.SharedState;
import org.hypernetspark.train.TrainingSpec;
import org.hypernetspark.train.WorkerState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;

/**
 * Commits of rounds in a run's directory, each a directory {@code round-000010} that appears whole, by one rename.
 *
 * <p>Executors write the workers' states, the driver the shared state and, last, the manifest.
 */
final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final Pattern NAME = Pattern.compile("round-(\\d+)");
    private static final String TEMPORARY = ".tmp-round-";

    private final JavaSparkContext context;
    private final Path root;
    private final CheckpointPolicy policy;
    private final TrainingPlan plan;
    private final String dataFingerprint;
    private final Configuration configuration;
    private final Broadcast<SerializableConfiguration> hadoop;
    private final FileSystem files;

    Checkpoints(JavaSparkContext context, RunDirectory directory, TrainingPlan plan, String dataFingerprint) {
        this.context = context;
        this.policy = directory.policy();
        this.plan = plan;
        this.dataFingerprint = dataFingerprint;
        this.configuration = new Configuration(context.hadoopConfiguration());
        // Not in closures: every task would unpack its hundreds of settings. Spark destroys it when no RDD needs it any
        // more.
        this.hadoop = context.broadcast(new SerializableConfiguration(configuration));
        try {
            Path path = new Path(directory.path());
            this.files = path.getFileSystem(configuration);
            this.root = files.makeQualified(path);
            files.mkdirs(root);
            deleteTemporary();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "Cannot write checkpoints to " + directory.path() + ": " + e.getMessage(), e);
        }
    }

    /** A committed round. */
    record Commit(Path directory, Manifest manifest, SharedState shared) {
        Progress progress(TrainingSpec spec) {
            boolean last = manifest.stopped() || manifest.roundsDone() >= spec.rounds();
            return new Progress(
                    manifest.roundsDone(),
                    shared,
                    Double.parseDouble(manifest.bestLoss()),
                    manifest.bestRound(),
                    manifest.evaluationsSinceBest(),
                    last);
        }
    }

    /** Whether this round is to be committed: every so many, the last, and the best if the run may return to it. */
    boolean due(Progress progress) {
        return progress.last()
                || policy.due(progress.roundsDone())
                || (plan.training().earlyStopping() != null && progress.best());
    }

    /**
     * Writes a commit and deletes those no longer wanted.
     *
     * @param states of each group's workers
     */
    Commit write(Progress progress, RDD<WorkerState> states, WorkerGroups groups) {
        try {
            Path temporary = new Path(root, TEMPORARY + progress.roundsDone() + "-" + UUID.randomUUID());
            files.mkdirs(temporary);
            List<Manifest.Part> workers = writeWorkers(states, groups, temporary);
            Manifest.Part shared =
                    write(files, new Path(temporary, "shared.bin"), out -> StateFile.write(progress.shared(), out));
            boolean stopped =
                    progress.last() && progress.roundsDone() < plan.training().rounds();
            Manifest manifest = Manifest.of(progress, plan.fingerprint(), dataFingerprint, stopped, shared, workers);
            write(
                    files,
                    new Path(temporary, Manifest.FILE),
                    out -> out.write(manifest.toJson().getBytes(StandardCharsets.UTF_8)));
            Path target = directoryOf(progress.roundsDone());
            files.delete(target, true);
            FileContext.getFileContext(root.toUri(), configuration).rename(temporary, target, Options.Rename.NONE);
            prune(progress);
            return new Commit(target, manifest, progress.shared());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot commit round " + progress.roundsDone() + " to " + root, e);
        }
    }

    private List<Manifest.Part> writeWorkers(RDD<WorkerState> states, WorkerGroups groups, Path directory) {
        Broadcast<SerializableConfiguration> settings = hadoop;
        String where = directory.toString();
        RDD<Tuple2<Integer, Manifest.Part>> parts = PartitionRdd.of(states, (group, ofGroup) -> {
            FileSystem target = new Path(where).getFileSystem(settings.value().value());
            return Arrays.stream(groups.members(group))
                    .mapToObj(worker -> new Tuple2<>(worker, writeWorker(target, where, worker, ofGroup.next())))
                    .iterator();
        });
        return parts.toJavaRDD().collect().stream()
                .sorted(Comparator.comparing(Tuple2::_1))
                .map(Tuple2::_2)
                .toList();
    }

    private static Manifest.Part writeWorker(FileSystem files, String where, int worker, WorkerState state) {
        long attempt = TaskContext.get().taskAttemptId();
        Path file = new Path(where, String.format(Locale.ROOT, "worker-%05d-%d.bin", worker, attempt));
        try {
            return write(files, file, out -> StateFile.write(state, out));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file, e);
        }
    }

    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private static Manifest.Part write(FileSystem files, Path file, Content content) throws IOException {
        try (OutputStream out = files.create(file, false)) {
            content.to(out);
        }
        return new Manifest.Part(file.getName(), files.getFileStatus(file).getLen());
    }

    /** The newest commit that is whole, with a warning for each newer one that is not; empty if there is none. */
    Optional<Commit> latest(WorkerGroups groups) {
        List<Integer> rounds = rounds();
        rounds.sort(Comparator.reverseOrder());
        for (int round : rounds) {
            try {
                Commit commit = read(round);
                verify(commit, groups);
                verifyBest(commit.manifest(), groups);
                return Optional.of(commit);
            } catch (IOException | ModelFormatException e) {
                LOG.warn("Passing over the commit of round {}: {}", round, e.getMessage());
            }
        }
        return Optional.empty();
    }

    /** Has the executors read the workers' states, so that a damaged one is found before it is needed. */
    private void verify(Commit commit, WorkerGroups groups) throws IOException {
        for (String damage :
                read(commit, groups, Checkpoints::damage).toJavaRDD().collect()) {
            if (!damage.isEmpty()) {
                throw new IOException(damage);
            }
        }
    }

    /** A run that may return to its best round needs that commit as well. */
    private void verifyBest(Manifest manifest, WorkerGroups groups) throws IOException {
        boolean mayReturn = plan.training().earlyStopping() != null && manifest.bestRound() > 0;
        if (mayReturn && manifest.bestRound() < manifest.roundsDone()) {
            verify(read(manifest.bestRound()), groups);
        }
    }

    /** What is wrong with a worker's file; empty if nothing is. */
    private static String damage(InputStream in, String source) throws IOException {
        try {
            StateFile.readWorker(in, source);
            return "";
        } catch (ModelFormatException e) {
            return e.getMessage();
        }
    }

    /** The commit of a round. */
    Commit at(int round) {
        try {
            return read(round);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the commit of round " + round + " in " + root, e);
        }
    }

    private Commit read(int round) throws IOException {
        Path directory = directoryOf(round);
        Manifest manifest;
        try (InputStream in = files.open(new Path(directory, Manifest.FILE))) {
            manifest = Manifest.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        check(manifest);
        checkLength(directory, manifest.shared());
        for (Manifest.Part part : manifest.workers()) {
            checkLength(directory, part);
        }
        Path file = new Path(directory, manifest.shared().name());
        try (InputStream in = files.open(file)) {
            return new Commit(directory, manifest, StateFile.readShared(in, file.toString()));
        }
    }

    private void check(Manifest manifest) {
        if (manifest.format() != Manifest.FORMAT) {
            throw new IllegalArgumentException(root + " was written in checkpoint format " + manifest.format()
                    + "; this version reads format " + Manifest.FORMAT + ". Use another directory.");
        }
        if (!manifest.plan().equals(plan.fingerprint()) || !manifest.data().equals(dataFingerprint)) {
            String what = manifest.plan().equals(plan.fingerprint()) ? "other data" : "other settings";
            throw new IllegalArgumentException(root + " holds the checkpoints of a run with " + what
                    + ", so it cannot be resumed. Use another output, or delete that directory to start over.");
        }
    }

    private void checkLength(Path directory, Manifest.Part part) throws IOException {
        Path file = new Path(directory, part.name());
        long bytes = files.getFileStatus(file).getLen();
        if (bytes != part.bytes()) {
            throw new IOException(file + " has " + bytes + " bytes, expected " + part.bytes());
        }
    }

    /** The workers' states of a commit, read by executors when they are asked for: of each group's workers. */
    RDD<WorkerState> states(Commit commit, WorkerGroups groups) {
        return read(commit, groups, StateFile::readWorker);
    }

    private <T> RDD<T> read(Commit commit, WorkerGroups groups, Reader<T> reader) {
        String[] paths = commit.manifest().workers().stream()
                .map(part -> new Path(commit.directory(), part.name()).toString())
                .toArray(String[]::new);
        Broadcast<SerializableConfiguration> settings = hadoop;
        // Not in closures either: all tasks of all rounds until the next commit would bring the names along.
        Broadcast<String[]> sent = context.broadcast(paths);
        return PartitionRdd.ofAny(
                List.of(groups.shards()), List.of(), (group, unread) -> Arrays.stream(groups.members(group))
                        .mapToObj(worker -> read(sent.value()[worker], settings, reader))
                        .iterator());
    }

    private static <T> T read(String path, Broadcast<SerializableConfiguration> settings, Reader<T> reader) {
        Path file = new Path(path);
        try (InputStream in = file.getFileSystem(settings.value().value()).open(file)) {
            return reader.read(in, path);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + path, e);
        }
    }

    private interface Reader<T> extends Serializable {
        T read(InputStream in, String source) throws IOException;
    }

    private Path directoryOf(int round) {
        return new Path(root, String.format(Locale.ROOT, "round-%06d", round));
    }

    private List<Integer> rounds() {
        List<Integer> rounds = new ArrayList<>();
        for (FileStatus status : list()) {
            Matcher matcher = NAME.matcher(status.getPath().getName());
            if (matcher.matches()) {
                rounds.add(Integer.parseInt(matcher.group(1)));
            }
        }
        return rounds;
    }

    private FileStatus[] list() {
        try {
            return files.listStatus(root);
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + root, e);
        }
    }

    /** Keeps the newest commits and the best. What is newer than this one was passed over, so it is of no use. */
    private void prune(Progress progress) throws IOException {
        List<Integer> rounds = rounds();
        List<Integer> kept = rounds.stream()
                .filter(round -> round <= progress.roundsDone())
                .sorted(Comparator.reverseOrder())
                .limit(policy.keep())
                .toList();
        for (int round : rounds) {
            if (!kept.contains(round) && round != progress.bestRound()) {
                files.delete(directoryOf(round), true);
            }
        }
    }

    private void deleteTemporary() throws IOException {
        for (FileStatus status : list()) {
            if (status.getPath().getName().startsWith(TEMPORARY)) {
                files.delete(status.getPath(), true);
            }
        }
    }
}
