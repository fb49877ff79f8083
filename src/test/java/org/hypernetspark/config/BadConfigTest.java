package org.hypernetspark.config;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake gives one message that names file, key, what was expected and what came. */
class BadConfigTest {
    private static Arguments bad(String yaml, String... parts) {
        return Arguments.of(yaml, List.of(parts));
    }

    private static void refused(Runnable reading, List<String> parts) {
        assertThatThrownBy(reading::run)
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("job.yaml")
                .hasMessageNotContaining("\n")
                .hasMessageContainingAll(parts.toArray(new String[0]));
    }

    static Stream<Arguments> trainings() {
        return Stream.of(
                bad("{round: 3}", "round: unknown key", "did you mean rounds?", "keys here are rounds, localSteps"),
                bad("{rounds: ten}", "rounds: expected an integer of at least 1, got \"ten\""),
                bad("{rounds: 0}", "rounds: expected an integer of at least 1, got 0"),
                bad("{batch: -32}", "batch: expected an integer of at least 1, got -32"),
                bad("{rounds: 1.5}", "rounds: expected an integer of at least 1, got 1.5"),
                bad("{rounds: 3000000000}", "rounds: expected an integer of at least 1, got 3000000000"),
                bad("{rounds: \"3\"}", "rounds: expected an integer of at least 1, got \"3\""),
                bad("{rounds: [3]}", "rounds: expected an integer of at least 1, got a list of 1"),
                bad("{seed: 18446744073709551616}", "seed: expected an integer, got 18446744073709551616"),
                bad("{gradientClip: .nan}", "gradientClip: expected a finite number, got NaN"),
                bad("{gradientClip: .inf}", "gradientClip: expected a finite number, got Infinity"),
                bad("{gradientClip: true}", "gradientClip: expected a finite number, got true"),
                bad("{gradientClip: -1}", "gradientClip must be at least 0", "got -1.0"),
                bad("{embeddingDropout: 1}", "embeddingDropout must be in [0, 1), got 1.0"),
                bad("{aggregation: averaging}", "aggregation: expected one of parameter-averaging, gradient-averaging"),
                bad("{optimizerState: keeep}", "optimizerState: expected one of", "did you mean keep?"),
                bad("{optimizer: adm}", "optimizer: expected one of sgd, adam, adamw, got \"adm\"", "mean adam"),
                bad("{optimizer: {adma: {}}}", "optimizer.adma: unknown key", "did you mean adam"),
                bad("{optimizer: {adam: {}, sgd: {}}}", "optimizer: expected one optimiser"),
                bad("{optimizer: {sgd: {beta1: 0.9}}}", "optimizer.sgd.beta1: unknown key"),
                bad("{optimizer: {adam: {learningRate: 0}}}", "optimizer.adam: learningRate must be above 0, got 0.0"),
                bad("{optimizer: {adam: 0.001}}", "optimizer.adam: expected a mapping of keys to values, got 0.001"),
                bad(
                        "{optimizer: {adam: {schedule: cosin}}}",
                        "optimizer.adam.schedule: expected one of",
                        "mean cosine"),
                bad("{optimizer: {adam: {schedule: {decay: 1}}}}", "optimizer.adam.schedule.kind: is missing"),
                bad("{earlyStopping: 5}", "earlyStopping: expected a mapping of keys to values, got 5"),
                bad("{earlyStopping: {minDelta: -1}}", "earlyStopping: Early stopping needs", "-1.0"),
                bad("[1, 2]", "job.yaml: expected a mapping of keys to values, got a list of 2"));
    }

    @ParameterizedTest
    @MethodSource("trainings")
    void badTrainingIsRefused(String yaml, List<String> parts) {
        refused(() -> TrainingCodec.read(ConfigReader.text(yaml, "job.yaml")), parts);
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                bad("{loss: mse}", "layers: is missing"),
                bad("{layers: [{dense: 1}]}", "loss: is missing"),
                bad(
                        "{layers: [{dense: 1}], variants: {a: {layers: [{dense: 1}]}}, loss: mse}",
                        "expected either layers (all targets have one shape) or variants, got both"),
                bad("{variants: {a: {layers: [{dense: 1}]}}, loss: mse}", "variants: expected at least two variants"),
                bad(
                        "{variants: {a: {layer: [{dense: 1}]}}, loss: mse}",
                        "variants.a.layer: unknown key",
                        "mean layers?"),
                bad("{variants: [{dense: 1}], loss: mse}", "variants: expected a mapping"),
                bad("{layers: [], loss: mse}", "a target network needs at least one layer, got none"),
                bad("{layers: {dense: 1}, loss: mse}", "layers: expected a list, got a mapping with the key dense"),
                bad("{layers: [{dens: 1}], loss: mse}", "layers.0: names no layer", "did you mean dense?"),
                bad("{layers: [dense], loss: mse}", "layers.0: expected one of ", ", got \"dense\""),
                bad("{layers: [{conv1d: 4, kernel: [3, 3]}], loss: mse}", "layers.0.kernel: expected an integer of at"),
                bad("{layers: [{deconv2d: 4}], loss: mse}", "layers.0.kernel: is missing"),
                bad("{layers: [{upsample2d: 0}], loss: mse}", "layers.0.upsample2d: expected an integer of at least 1"),
                bad("{layers: [{reshape: [2, 0]}], loss: mse}", "layers.0.reshape.1: expected an integer of at least"),
                bad("{layers: [{layerNorm: false}], loss: mse}", "layers.0.layerNorm: expected true, got false"),
                bad("{layers: [{layerNorm: true, channels: frist}], loss: mse}", "layers.0.channels", "mean first?"),
                bad("{layers: [{globalPool: sum}], loss: mse}", "layers.0.globalPool: expected one of mean, max"),
                bad(
                        "{layers: [{hyperLstm: 1}], loss: mse}",
                        "layers.0.hyperLstm: expected an integer of at least 2, got 1"),
                bad("{layers: [{lstm: 8, layerNrom: true}], loss: mse}", "layers.0.layerNrom", "mean layerNorm?"),
                bad("{layers: [{lstm: 1, layerNorm: true}], loss: mse}", "layers.0: an lstm layer", "at least 2"),
                bad("{layers: [{attention: 2, causal: 1}], loss: mse}", "layers.0.causal: expected true or false"),
                bad("{layers: [{graph: 2, edges: ring}], loss: mse}", "layers.0.edges: expected one of chain"),
                bad("{layers: [{graph: 2, edges: [[0, 0]]}], loss: mse}", "layers.0.edges", "two different nodes"),
                bad("{layers: [{positionWise: {dens: 2}}], loss: mse}", "layers.0.positionWise", "mean dense?"),
                bad("{layers: [{embedding: 5}], loss: mse}", "layers.0.embedding: expected a mapping", "got 5"),
                bad("{layers: [{embedding: {entries: 5}}], loss: mse}", "layers.0.embedding.size: is missing"),
                bad("{layers: [{embedding: {entries: 5, sise: 2}}], loss: mse}", "embedding.sise", "mean size?"),
                bad("{layers: [{residual: []}], loss: mse}", "layers.0: a residual layer needs at least one layer"),
                bad("{layers: [{residual: [{dens: 1}]}], loss: mse}", "layers.0.residual.0: names no layer"),
                bad("{layers: [{}], loss: mse}", "layers.0: names no layer", "got an empty mapping"),
                bad("{layers: [{dense: 1, conv2d: 2}], loss: mse}", "layers.0: names two layers, dense and conv2d"),
                bad(
                        "{layers: [{cosineEncoding: [0]}], loss: mse}",
                        "layers.0.cosineEncoding: expected two bounds, such as [0, 1], got a list of 1"),
                bad("{layers: [{cosineEncoding: [1, 1]}], loss: mse}", "layers.0: a cosine encoding needs two finite"),
                bad("{layers: [{dense: 0}], loss: mse}", "layers.0.dense: expected an integer of at least 1, got 0"),
                bad(
                        "{layers: [{dense: 1, actvation: relu}], loss: mse}",
                        "layers.0.actvation: unknown key",
                        "mean activ"),
                bad(
                        "{layers: [{dense: 1, activation: rely}], loss: mse}",
                        "layers.0.activation: expected",
                        "mean relu"),
                bad("{layers: [{dense: 1, bias: no}], loss: mse}", "layers.0.bias: expected true or false, got \"no\""),
                bad("{layers: [{conv2d: 4}], loss: mse}", "layers.0.kernel: is missing"),
                bad(
                        "{layers: [{conv2d: 4, kernel: [1, 2, 3]}], loss: mse}",
                        "kernel: expected an integer or [height, "),
                bad("{layers: [{conv2d: 4, kernel: 3, padding: -1}], loss: mse}", "layers.0.padding: expected an int"),
                bad("{layers: [{maxPool2d: 2, padding: 1}], loss: mse}", "layers.0.padding: unknown key"),
                bad("{layers: [{flatten: false}], loss: mse}", "layers.0.flatten: expected true, got false"),
                bad("{layers: [{dropout: 1}], loss: mse}", "layers.0: a dropout layer needs a rate", "got 1.0"),
                bad(
                        "{layers: [{dense: 1}], loss: msee}",
                        "loss: expected one of mse, cross-entropy",
                        "did you mean mse?"),
                bad("{layers: [{dense: 1}], loss: {huber: -1}}", "loss: a huber loss needs", "got -1.0"),
                bad("{input: [1, 0], layers: [{dense: 1}], loss: mse}", "input.1: expected an integer of at least 1"),
                bad("{input: [], layers: [{dense: 1}], loss: mse}", "input: A shape needs at least one dimension"));
    }

    @ParameterizedTest
    @MethodSource("targets")
    void badTargetIsRefused(String yaml, List<String> parts) {
        refused(() -> TargetCodec.read(ConfigReader.text(yaml, "job.yaml")), parts);
    }

    static Stream<Arguments> hypernets() {
        return Stream.of(
                bad("{condition: {embeding: 8}}", "condition.embeding: unknown key", "did you mean embedding?"),
                bad("{condition: {embedding: -1}}", "condition.embedding: expected an integer of at least 0, got -1"),
                bad("{condition: {embedding: 0}}", "condition: A condition needs a task embedding"),
                bad("{condition: {descriptor: 3}}", "condition.descriptor: expected true or false, got 3"),
                bad("{condition: {noise: 0}}", "condition.noise: expected an integer of at least 1, got 0"),
                bad("{condition: {noise: {samples: 2}}}", "condition.noise.size: is missing"),
                bad("{condition: {support: {rows: 4}}}", "condition.support.encoder: is missing"),
                bad("{condition: {support: {encoder: []}}}", "condition.support.encoder: expected at least one layer"),
                bad(
                        "{condition: {support: {encoder: [{dense: 4}], pooling: max}}}",
                        "pooling: expected one of mean, att"),
                bad("{condition: {columns: price}}", "condition.columns: expected a list"),
                bad("{condition: {preference: {dirichlet: [1]}}}", "at least two positive numbers, got [1.0]"),
                bad("{condition: {preference: {dirichelt: [1, 1]}}}", "names no preference", "did you mean dirichlet?"),
                bad("{condition: {preference: {ranges: [{uniform: [1, 0]}]}}}", "low < high, got [1.0, 0.0]"),
                bad("{condition: {preference: {ranges: [{log-uniform: [0, 1]}]}}}", "low > 0, got [0.0, 1.0]"),
                bad("{condition: {preference: {ranges: []}}}", "at least one range"),
                bad("{output: chunked}", "output: expected one of", "got \"chunked\"", "chunk-wise"),
                bad("{output: {chunk: 8}}", "output.strategy: is missing"),
                bad("{output: {strategy: chunk-wise, chunk: 0}}", "output.chunk: expected an integer of at least 1"),
                bad("{output: {strategy: chunk-wise, heads: 2}}", "output.heads: unknown key"),
                bad("{output: {strategy: generate-once, heads: 2}}", "output.heads: unknown key"),
                bad("{output: {strategy: component-wise, by: layers}}", "output.by: expected one of", "mean layer?"),
                bad(
                        "{output: {strategy: deconvolutional, side: 12}}",
                        "output: A deconvolutional",
                        "multiple of 8, got 12"),
                bad("{form: deltas}", "form: expected one of weights, delta", "did you mean delta?"),
                bad("{form: {kind: low-rank, rank: 0}}", "form.rank: expected an integer of at least 1, got 0"),
                bad("{form: {kind: delta, base: none}}", "form.base: expected one of trained, frozen, got \"none\""),
                bad("{form: {kind: masks, threshold: 1}}", "form: The threshold of masks must be in [0, 1), got 1.0"),
                bad("{form: {kind: scales, rank: 2}}", "form.rank: unknown key"),
                bad("{output: {strategy: structured, units: -1}}", "output.units: expected an integer of at least 0"),
                bad("{init: hyperfan}", "init: expected one of hyperfan-in, hyperfan-out,", "got \"hyperfan\""),
                bad("{init: {headScale: 0}}", "init: headScale must be a number above 0, got 0.0"),
                bad("{init: {methd: he}}", "init.methd: unknown key", "did you mean method?"),
                bad("{generate: [3]}", "generate.0: expected text, got 3"),
                bad("{generate: [\"\"]}", "generate.0: expected text, got \"\""),
                bad("{trunk: 64}", "trunk: expected a list, got 64"));
    }

    @ParameterizedTest
    @MethodSource("hypernets")
    void badHypernetIsRefused(String yaml, List<String> parts) {
        refused(() -> HypernetCodec.read(ConfigReader.text(yaml, "job.yaml")), parts);
    }

    static Stream<Arguments> texts() {
        return Stream.of(
                bad("", "job.yaml: expected settings, got an empty text"),
                bad("# only a remark\n", "job.yaml: expected settings, got an empty text"),
                bad("a: 1\nb: 2\na: 3\n", "job.yaml, line 3, column 1: the key \"a\" stands here a second time"),
                bad("a: {b: 1,\n  b: 2}", "line 2, column 3: the key \"b\" stands here a second time"),
                bad("a: 1\nb: c: 2\n", "job.yaml, line 2, column 5: not valid YAML"),
                bad("a: [1, 2\n", "not valid YAML", "line 2"),
                bad("a: 1\n---\nb: 2\n", "not valid YAML", "line 2"),
                bad("a: *nowhere\n", "not valid YAML", "nowhere", "line 1"),
                bad("a: \u0007", "not valid YAML"),
                bad("? [a, b]\n: 1\n", "line 1, column 3: expected a word as key"),
                bad(
                        "a: !!java.net.URL [\"x\"]",
                        "line 1, column 4: not valid YAML",
                        "tag is not allowed",
                        "java.net.URL"),
                bad("a: !mine 3", "the tag !mine is not allowed"),
                bad("a: &a [*a]", "levels"),
                bad("a: 1\n<<: 3\n", "expected a mapping to merge with <<"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void badTextIsRefused(String yaml, List<String> parts) {
        refused(() -> ConfigReader.text(yaml, "job.yaml"), parts);
    }

    static Stream<Arguments> jsons() {
        return Stream.of(
                bad("", "job.yaml: expected settings, got an empty text"),
                bad("{\"a\": 1, \"a\": 2}", "job.yaml, line 1", "not valid JSON", "Duplicate field 'a'"),
                bad("{\"a\": 1", "job.yaml, line 1", "not valid JSON"),
                bad("{} {}", "job.yaml, line 1", "not valid JSON"));
    }

    @ParameterizedTest
    @MethodSource("jsons")
    void badJsonIsRefused(String json, List<String> parts) {
        assertThatThrownBy(() -> ConfigReader.json(json, "job.yaml"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContainingAll(parts.toArray(new String[0]));
    }
}
