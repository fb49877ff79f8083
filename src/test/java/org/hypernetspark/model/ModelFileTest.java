package org.hypernetspark.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hypernetspark.hyper.Base;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.LowRankForm;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.MeanSquaredError;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.Vectors;
import org.junit.jupiter.api.Test;

class ModelFileTest {
    private static final TargetSpec TARGET =
            new TargetSpec(Shape.of(3), List.of(new Dense(4), Activation.RELU, new Dense(1)), new MeanSquaredError());
    private static final HypernetSpec SPEC =
            HypernetSpec.of(new Condition(2, 1), List.of(new Dense(3), Activation.TANH), new ChunkWise(8, 2));

    /** The model of the golden file: everything in it is fixed. */
    static SavedModel model() {
        float[] phi = new float[Hypernet.of(SPEC, TARGET.network()).layout().size()];
        for (int i = 0; i < phi.length; i++) {
            phi[i] = (i - 20) / 16f;
        }
        phi[1] = -0f;
        phi[2] = Float.MIN_VALUE;
        TaskEmbeddings embeddings =
                new TaskEmbeddings(new String[] {"Abilene", "Ümlaut", "Ω"}, 2, new float[] {1, 2, 3, 4, 5, 6.5f});
        return new SavedModel(TARGET, SPEC, phi, embeddings, "{\"mean\":[0.5]}", manifest());
    }

    private static RunManifest manifest() {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("rmse", 0.1);
        metrics.put("r2", Double.NaN);
        return new RunManifest(-7L, "{\"rounds\":3}", Map.of("java", "17"), "2026-01-01T00:00:00Z", 3, metrics);
    }

    static byte[] bytes(SavedModel model) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModelFile.write(model, bytes);
        return bytes.toByteArray();
    }

    private static SavedModel read(byte[] bytes) throws IOException {
        return ModelFile.read(new ByteArrayInputStream(bytes), "model.bin");
    }

    private static void assertSame(SavedModel read, SavedModel written) {
        assertThat(read.target()).isEqualTo(written.target());
        assertThat(read.spec()).isEqualTo(written.spec());
        assertThat(read.phi()).isEqualTo(written.phi());
        assertThat(read.preprocessing()).isEqualTo(written.preprocessing());
        assertThat(read.manifest()).isEqualTo(written.manifest());
        assertThat(read.embeddings().values()).isEqualTo(written.embeddings().values());
        assertThat(ids(read.embeddings())).isEqualTo(ids(written.embeddings()));
    }

    private static List<String> ids(TaskEmbeddings embeddings) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < embeddings.count(); i++) {
            ids.add(embeddings.id(i));
        }
        return ids;
    }

    @Test
    void modelComesBackBitForBit() throws IOException {
        byte[] bytes = bytes(model());
        SavedModel read = read(bytes);
        assertSame(read, model());
        assertThat(bytes(read)).isEqualTo(bytes);
        assertThat(read.hypernet().layout().fingerprint())
                .isEqualTo(model().hypernet().layout().fingerprint());
    }

    @Test
    void goldenFileOfVersionOneStaysReadable() throws IOException {
        assertSame(read(golden()), model());
        assertSame(read(resource("model-v1-forms.bin")), model());
    }

    @Test
    void goldenFileIsWhatIsWritten() throws IOException {
        assertThat(bytes(model())).isEqualTo(resource("model-v1-forms.bin"));
    }

    /** Frozen base weights in phi, and chunk embeddings of its own behind each task's embedding. */
    @Test
    void formsAndEmbeddingsPerTaskComeBackBitForBit() throws IOException {
        HypernetSpec spec = HypernetSpec.of(new Condition(2, 1), List.of(), new ChunkWise(8, 2, true))
                .with(new LowRankForm(1, Base.FROZEN));
        Hypernet hypernet = Hypernet.of(spec, TARGET.network());
        int size = hypernet.condition().embedding();
        assertThat(size).isGreaterThan(2);
        TaskEmbeddings embeddings = new TaskEmbeddings(new String[] {"a", "b"}, size, Vectors.normal(2 * size, 1));
        SavedModel model = new SavedModel(TARGET, spec, hypernet.initialize(1), embeddings, "", manifest());
        assertSame(read(bytes(model)), model);
    }

    @Test
    void variantsOfTheTargetAndOfTheTasksComeBack() throws IOException {
        TargetSpec target = new TargetSpec(
                Shape.of(3),
                new TreeMap<>(Map.of(
                        "small", List.of(new Dense(1)), "large", List.of(new Dense(4), Activation.RELU, new Dense(1)))),
                new MeanSquaredError());
        Hypernet hypernet = Hypernet.of(SPEC, target.networks());
        TaskEmbeddings embeddings =
                new TaskEmbeddings(new String[] {"a", "b", "c"}, new int[] {1, 0, 1}, 2, new float[6]);
        SavedModel model = new SavedModel(target, SPEC, hypernet.initialize(1), embeddings, "", manifest());
        SavedModel read = read(bytes(model));
        assertSame(read, model);
        assertThat(read.target().names()).containsExactly("large", "small");
        assertThat(read.embeddings().variants()).containsExactly(1, 0, 1);
        assertThat(read.hypernet().variant(1).target().layout().size()).isEqualTo(4);
        TaskEmbeddings wrong = new TaskEmbeddings(new String[] {"a"}, new int[] {2}, 2, new float[2]);
        assertThatThrownBy(() -> model.with(wrong))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A task has variant 2 of the target, which has 2, counted from 0");
    }

    private static byte[] golden() throws IOException {
        return resource("model-v1.bin");
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ModelFileTest.class.getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void partsOfEmbeddingsBecomeOneModel() throws IOException {
        TaskEmbeddings all = model().embeddings();
        TaskEmbeddings first = new TaskEmbeddings(new String[] {all.id(0)}, 2, new float[] {1, 2});
        TaskEmbeddings none = new TaskEmbeddings(new String[0], 2, new float[0]);
        TaskEmbeddings rest = new TaskEmbeddings(new String[] {all.id(1), all.id(2)}, 2, new float[] {3, 4, 5, 6.5f});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ModelFile.write(model().with(none), List.of(first, none, rest).iterator(), bytes);
        assertSame(read(bytes.toByteArray()), model());

        List<TaskEmbeddings> parts = new ArrayList<>();
        SavedModel read = ModelFile.read(new ByteArrayInputStream(bytes.toByteArray()), "model.bin", parts::add);
        assertThat(parts).extracting(TaskEmbeddings::count).containsExactly(1, 0, 2);
        assertThat(read.embeddings().count()).isZero();
    }

    @Test
    void partsMustAscend() {
        TaskEmbeddings all = model().embeddings();
        assertThatThrownBy(() -> ModelFile.write(model(), List.of(all, all).iterator(), new ByteArrayOutputStream()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Task ids must ascend from part to part; \"Abilene\" follows \"Ω\"");
    }

    @Test
    void modelWithoutEmbeddingsComesBack() throws IOException {
        HypernetSpec spec = HypernetSpec.of(new Condition(0, 2), List.of(), new ChunkWise(8, 2));
        float[] phi = Hypernet.of(spec, TARGET.network()).initialize(1);
        TaskEmbeddings known = new TaskEmbeddings(new String[] {"a", "b"}, 0, new float[0]);
        SavedModel model = new SavedModel(TARGET, spec, phi, known, "", manifest());
        assertSame(read(bytes(model)), model);
    }

    @Test
    void everyPrefixIsRefused() throws IOException {
        byte[] whole = bytes(model());
        for (int length = 0; length < whole.length; length++) {
            byte[] prefix = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(prefix))
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageStartingWith("model.bin");
        }
    }

    @Test
    void everyAlteredByteIsRefused() throws IOException {
        byte[] whole = bytes(model());
        for (int i = 0; i < whole.length; i++) {
            byte[] altered = whole.clone();
            altered[i] ^= 0x20;
            assertThatThrownBy(() -> read(altered))
                    .as("byte %d", i)
                    .isInstanceOf(ModelFormatException.class)
                    .hasMessageStartingWith("model.bin");
        }
    }

    private static byte[] handmade(String header, int phiSize) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SectionWriter writer = new SectionWriter(bytes);
        writer.text("model", header);
        writer.text("manifest", ManifestCodec.write(manifest()).toString());
        writer.text("preprocessing", "");
        writer.floats("phi", new float[phiSize]);
        writer.finish();
        return bytes.toByteArray();
    }

    private static void refused(byte[] bytes, String... parts) {
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(ModelFormatException.class)
                .hasMessageStartingWith("model.bin")
                .hasMessageContainingAll(parts);
    }

    private static String header() {
        return ModelHeader.of(model()).write().toString();
    }

    @Test
    void phiOfAnotherLengthIsRefused() throws IOException {
        int size = model().phi().length;
        refused(handmade(header(), size - 1), "has " + size + " shared parameters, got " + (size - 1));
    }

    @Test
    void phiOfAnotherLayoutIsRefused() throws IOException {
        String fingerprint = model().hypernet().layout().fingerprint();
        String other = header().replace(fingerprint, "0123456789abcdef");
        refused(handmade(other, model().phi().length), "layout " + fingerprint, "layout 0123456789abcdef");
    }

    @Test
    void headerThatDescribesNoHypernetIsRefused() throws IOException {
        int size = model().phi().length;
        refused(
                handmade(header().replace("hypernet-model", "checkpoint"), size),
                "section model",
                "kind: expected one of");
        refused(handmade(header().replace("\"relu\"", "\"rely\""), size), "target.layers.1.activation", "mean relu");
        refused(handmade(header().replace("\"input\":[3]", "\"input\":null"), size), "input shape is not known");
        refused(handmade("not json", size), "section model, line 1", "not valid JSON");
        refused(handmade("", size), "section model: expected settings, got an empty text");
    }

    @Test
    void partsThatDoNotFitMakeNoModel() {
        SavedModel model = model();
        assertThatThrownBy(() -> new SavedModel(TARGET, SPEC, new float[3], model.embeddings(), "", manifest()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("shared parameters, got 3");
        TaskEmbeddings wide = new TaskEmbeddings(new String[0], 5, new float[0]);
        assertThatThrownBy(() -> model.with(wide))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("task embedding of size 2, got embeddings of size 5");
    }

    @Test
    void manifestOfThisRunKnowsItsVersions() {
        RunManifest run = RunManifest.ofThisRun(1, "{}", "now", 2, Map.of());
        assertThat(run.versions()).containsOnlyKeys("hypernet-spark", "java", "os", "blas");
        assertThat(run.versions().get("hypernet-spark")).matches("[0-9]+\\.[0-9]+\\.[0-9]+.*");
    }
}
