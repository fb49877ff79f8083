package org.hypernetspark.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetCounts;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.MultiHead;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.hyper.StructuredChunks;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.BatchNorm;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.GlobalPool;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.MaxPool2d;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;

/** Parameter counts published for hypernets, counted again. Argument: the page to write. */
public final class PublishedCounts {
    private PublishedCounts() {}

    /** Writes the page. */
    public static void main(String[] arguments) throws IOException {
        List<List<String>> rows = all().map(PublishedCounts::row).toList();
        new Page()
                .say("# Published parameter counts")
                .say("Trainable parameters of published hypernets, embeddings of their tasks included, counted on the"
                        + " hypernets made here. Made by `scripts/reproduce.sh counts`. Ha's generated kernel, 4,240 parameters, is"
                        + " in the part on the static hypernet below.")
                .table(List.of("hypernet", "weights generated", "published", "ours"), rows)
                .write(Path.of(arguments[0]));
    }

    private static List<String> row(PublishedCount count) {
        long generated = count.hypernet().counts().generated();
        return List.of(count.name(), grouped(generated), grouped(count.published()), grouped(count.counted()));
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** All of them. */
    static Stream<PublishedCount> all() {
        Stream<PublishedCount> single = Stream.of(
                new PublishedCount(
                        "LeNet at once, 2 tasks (hypnettorch, getting started)", leNetAtOnce(), 2, 0, 2_216_856),
                new PublishedCount(
                        "MLP in chunks of 750, 5 tasks (hypnettorch, tutorial)", smallSplits(), 5, 0, 88_542),
                new PublishedCount(
                        "split MNIST, chunks of 42,000, 5 tasks (von Oswald et al. 2020)", splits(), 5, 0, 465_672),
                new PublishedCount(
                        "permuted MNIST, 10 tasks (von Oswald et al. 2020)", tenPermutations(), 10, 0, 2_029_939),
                new PublishedCount(
                        "permuted MNIST, 100 tasks (von Oswald et al. 2020)", hundredPermutations(), 100, 0, 2_816_448),
                residual(),
                new PublishedCount(
                        "Pareto hypernet of a LeNet with two heads (Navon et al. 2021)", pareto(), 1, 0, 3_243_410));
        Stream<PublishedCount> federated =
                Stream.of(federated(10, 12_270_112), federated(50, 12_271_732), federated(100, 12_274_982));
        return Stream.concat(single, federated);
    }

    private static Hypernet hypernet(
            Condition condition, List<LayerSpec> trunk, OutputStrategy output, Network target) {
        return Hypernet.of(HypernetSpec.of(condition, trunk, output), target);
    }

    private static List<LayerSpec> trunk(LayerSpec activation, int... units) {
        return IntStream.of(units)
                .mapToObj(width -> List.of(new Dense(width), activation))
                .flatMap(List::stream)
                .toList();
    }

    private static Network mlp(int inputs, int hidden, int outputs) {
        return Network.of(
                Shape.of(inputs),
                List.of(new Dense(hidden), Activation.RELU, new Dense(hidden), Activation.RELU, new Dense(outputs)));
    }

    private static Hypernet leNetAtOnce() {
        Network leNet = Network.of(
                Shape.of(1, 28, 28),
                List.of(
                        new Conv2d(10, 5),
                        new MaxPool2d(2),
                        Activation.RELU,
                        new Conv2d(20, 5),
                        new MaxPool2d(2),
                        Activation.RELU,
                        new Flatten(),
                        new Dense(50),
                        Activation.RELU,
                        new Dense(10)));
        return hypernet(new Condition(8, 0), trunk(Activation.RELU, 100, 100), new GenerateOnce(), leNet);
    }

    private static Hypernet smallSplits() {
        return hypernet(new Condition(8, 0), trunk(Activation.RELU, 100, 100), new ChunkWise(750, 8), mlp(784, 100, 2));
    }

    private static Hypernet splits() {
        return hypernet(
                new Condition(96, 0), trunk(Activation.RELU, 10, 10), new ChunkWise(42_000, 96), mlp(784, 400, 10));
    }

    private static Hypernet tenPermutations() {
        return hypernet(
                new Condition(24, 0), trunk(Activation.ELU, 25, 25), new ChunkWise(78_000, 8), mlp(1024, 1000, 100));
    }

    private static Hypernet hundredPermutations() {
        return hypernet(
                new Condition(128, 0),
                trunk(Activation.RELU, 200, 250, 350),
                new ChunkWise(7500, 12),
                mlp(1024, 1000, 1000));
    }

    /** Two convolutions with pooling, then dense layers. */
    private static Network leNet(Shape input, Conv2d first, Conv2d second, LayerSpec... dense) {
        List<LayerSpec> layers = new ArrayList<>(List.of(
                first, Activation.RELU, new MaxPool2d(2), second, Activation.RELU, new MaxPool2d(2), new Flatten()));
        layers.addAll(List.of(dense));
        return Network.of(input, layers);
    }

    /** The condition is a preference ray of 2, without embeddings. The two heads of 10 classes are one layer of 20. */
    private static Hypernet pareto() {
        Network leNet = leNet(Shape.of(1, 36, 36), new Conv2d(10, 9), new Conv2d(20, 5), new Dense(50), new Dense(20));
        return hypernet(new Condition(0, 2), trunk(Activation.RELU, 100, 100, 100), new MultiHead(0, false), leNet);
    }

    /** With embeddings of 1 + n / 4 for n clients. */
    private static PublishedCount federated(int clients, long published) {
        Network leNet = leNet(
                Shape.of(3, 32, 32),
                new Conv2d(16, 5),
                new Conv2d(32, 5),
                new Dense(120),
                Activation.RELU,
                new Dense(84),
                Activation.RELU,
                new Dense(10));
        Hypernet hypernet = hypernet(
                new Condition(1 + clients / 4, 0),
                trunk(Activation.RELU, 100, 100, 100, 100),
                new MultiHead(0, false),
                leNet);
        String name = "pFedHN, " + clients + " clients (Shamsian et al. 2021)";
        return new PublishedCount(name, hypernet, clients, 0, published);
    }

    /**
     * ResNet-32's layers (8, 16, 32 and 64 filters) in chunks of 8 filters with the gain and bias of their normalisation, chunk
     * embeddings of 8 that each of 10 tasks has for itself, no other condition. The identities and strides have no weights. The
     * statistics of batch normalisation, which the published count leaves out, are not generated here and not counted.
     */
    private static PublishedCount residual() {
        List<LayerSpec> layers = new ArrayList<>(List.of(new Conv2d(8, 3, 3, 1, 1, 1, 1, false), new BatchNorm()));
        for (int filters : new int[] {16, 32, 64}) {
            for (int i = 0; i < 10; i++) {
                layers.add(new Conv2d(filters, 3, 3, 1, 1, 1, 1, false));
                layers.add(new BatchNorm());
            }
        }
        layers.addAll(List.of(new GlobalPool(false, null), new Dense(10, false)));
        HypernetSpec spec = new HypernetSpec(
                Condition.none(),
                trunk(Activation.RELU, 10, 10),
                new StructuredChunks(0, 8, true),
                List.of("*.weight", "*.gain", "*.bias"),
                HypernetInit.HYPERFAN_IN);
        Hypernet hypernet = Hypernet.of(spec, Network.of(Shape.of(3, 4, 4), layers));
        HypernetCounts counts = hypernet.counts();
        long statistics = counts.theta() - counts.generated();
        return new PublishedCount(
                "ResNet-32 in structured chunks, 10 tasks (hypnettorch)", hypernet, 10, statistics, 117_896);
    }
}
