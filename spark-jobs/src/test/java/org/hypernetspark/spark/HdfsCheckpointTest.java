package org.hypernetspark.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.spark.api.java.JavaRDD;
import org.hypernetspark.task.Shard;
import org.hypernetspark.train.TrainedHypernet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commits on a real HDFS: a name node and two data nodes in this process. */
@Timeout(180)
class HdfsCheckpointTest {
    private static final TrainedHypernet LOCAL = ToyFits.local(ToyFits.SPEC);

    @TempDir
    private static java.nio.file.Path folder;

    private static MiniDFSCluster hdfs;
    private static FileSystem files;
    private static LocalSpark spark;

    private Path run;
    private JavaRDD<Shard> shards;

    @BeforeAll
    static void start() throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(MiniDFSCluster.HDFS_MINIDFS_BASEDIR, folder.toString());
        configuration.setInt("dfs.replication", 2);
        hdfs = new MiniDFSCluster.Builder(configuration).numDataNodes(2).build();
        files = hdfs.getFileSystem();
        spark = LocalSpark.cores(2);
    }

    @AfterAll
    static void stop() {
        if (spark != null) {
            spark.close();
        }
        if (hdfs != null) {
            hdfs.shutdown();
        }
    }

    @BeforeEach
    void directory(TestInfo test) {
        run = files.makeQualified(
                new Path("/runs/" + test.getTestMethod().orElseThrow().getName()));
        shards = ToyFits.shards(spark.context(), ToyFits.SPEC);
    }

    @Test
    void goesOnAfterAStopAndEndsInTheBitsOfAnUnbrokenRun() throws IOException {
        assertThatThrownBy(() -> ToyFits.spark(shards, ToyFits.SPEC, runDirectory(), ToyFits.crashAfter(5)))
                .hasMessage("an injected crash");
        assertThat(names(run)).containsExactly("round-000002", "round-000004");
        assertThat(run.toString()).startsWith("hdfs://");
        ToyFits.assertSame(ToyFits.spark(shards, ToyFits.SPEC, runDirectory()), LOCAL);
        assertThat(names(run)).containsExactly("round-000004", "round-000006");
    }

    @Test
    void passesOverADamagedNewestCommitAndReplacesIt() throws IOException {
        ToyFits.spark(shards, ToyFits.SPEC, runDirectory());
        Path newest = new Path(run, "round-000006");
        damage(file(newest, "worker-00001"));
        ToyFits.assertSame(ToyFits.spark(shards, ToyFits.SPEC, runDirectory()), LOCAL);
        assertWhole(newest);
    }

    @Test
    void everyCommitThatCanBeSeenIsWhole() {
        List<String> seen = new ArrayList<>();
        ToyFits.spark(
                shards,
                ToyFits.SPEC,
                RunDirectory.at(run.toString(), new CheckpointPolicy(1, 10)),
                ToyFits.after(4, () -> seen.addAll(assertAllWhole())));
        assertThat(seen).containsExactly("round-000001", "round-000002", "round-000003");
        assertThat(assertAllWhole()).hasSize(6);
    }

    @Test
    void aLostDataNodeChangesNothing() {
        TrainedHypernet trained =
                ToyFits.spark(shards, ToyFits.SPEC, runDirectory(), ToyFits.after(3, () -> hdfs.stopDataNode(0)));
        assertThat(hdfs.getDataNodes()).hasSize(1);
        ToyFits.assertSame(trained, LOCAL);
        restartDataNodes();
    }

    private static void restartDataNodes() {
        try {
            hdfs.startDataNodes(new Configuration(files.getConf()), 1, true, null, null);
            hdfs.waitActive();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private RunDirectory runDirectory() {
        return RunDirectory.at(run.toString(), new CheckpointPolicy(2, 2));
    }

    private List<String> assertAllWhole() {
        List<String> rounds = names(run);
        rounds.forEach(round -> assertWhole(new Path(run, round)));
        return rounds;
    }

    /** The commit holds its manifest, the files that it names, in full, and nothing else. */
    private static void assertWhole(Path commit) {
        try (InputStream in = files.open(new Path(commit, Manifest.FILE))) {
            Manifest manifest = Manifest.fromJson(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            List<String> expected = Stream.concat(manifest.workers().stream(), Stream.of(manifest.shared()))
                    .map(part -> part.name() + " " + part.bytes())
                    .toList();
            List<String> found = Stream.of(files.listStatus(commit))
                    .filter(status -> !status.getPath().getName().equals(Manifest.FILE))
                    .map(status -> status.getPath().getName() + " " + status.getLen())
                    .toList();
            assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(Path directory) {
        try {
            return Stream.of(files.listStatus(directory))
                    .map(status -> status.getPath().getName())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path file(Path directory, String start) throws IOException {
        return Stream.of(files.listStatus(directory))
                .map(FileStatus::getPath)
                .filter(path -> path.getName().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    private static void damage(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = files.open(file)) {
            bytes = in.readAllBytes();
        }
        bytes[bytes.length / 2] ^= 1;
        try (OutputStream out = files.create(file, true)) {
            out.write(bytes);
        }
    }
}
