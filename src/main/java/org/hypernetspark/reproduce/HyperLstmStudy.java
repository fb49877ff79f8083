package org.hypernetspark.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import org.hypernetspark.net.HyperLstm;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Lstm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HyperLSTM against LSTM and layer-normalised LSTM with as many weights, as language models of characters after as many steps
 * (Ha, Dai and Le 2017, section 4.3, on a small scale).
 *
 * <p>Each network takes the learning rate that is best on the validation text after a third of the steps, with a seed of its own.
 *
 * <p>Arguments: the page to write, number of steps, number of seeds, learning rates with commas, then the texts.
 */
public final class HyperLstmStudy {
    private static final Logger LOG = LoggerFactory.getLogger(HyperLstmStudy.class);
    private static final HyperLstm HYPER = new HyperLstm(64, 16, 4);
    private static final int LARGEST = 256;

    private HyperLstmStudy() {}

    /** One kind of network. */
    private record Entry(String name, LayerSpec layer, String published) {}

    /** What one kind of network came to: bits per character of each seed, and seconds of one training. */
    private record Outcome(Entry entry, int weights, double learningRate, Sample bits, double seconds) {}

    /**
     * Runs the study and writes its page.
     *
     * @throws IOException if a text cannot be read or the page not be written
     */
    public static void main(String[] args) throws IOException {
        if (args.length < 5) {
            throw new IllegalArgumentException(
                    "expects the page to write, steps, seeds, learning rates and at least one text, got "
                            + List.of(args));
        }
        int steps = Integer.parseInt(args[1]);
        int seeds = Integer.parseInt(args[2]);
        List<Double> rates =
                Arrays.stream(args[3].split(",", -1)).map(Double::valueOf).toList();
        List<Path> files = Arrays.stream(args).skip(4).map(Path::of).toList();
        CharacterText text = CharacterText.read(files);
        List<Outcome> outcomes = new ArrayList<>();
        for (Entry entry : entries(text)) {
            outcomes.add(run(text, entry, steps, seeds, rates));
        }
        page(text, files, steps, rates, outcomes).write(Path.of(args[0]));
    }

    private static List<Entry> entries(CharacterText text) {
        int weights = CharacterModel.weights(text, HYPER);
        return List.of(
                new Entry("LSTM", sized(text, weights, Lstm::new), "-"),
                new Entry("layer-normalised LSTM", sized(text, weights, units -> new Lstm(units, true)), "1.300"),
                new Entry("HyperLSTM", HYPER, "1.265"));
    }

    /** The layer of the family whose network's number of weights is nearest. */
    static LayerSpec sized(CharacterText text, int weights, IntFunction<LayerSpec> family) {
        LayerSpec nearest = family.apply(2);
        for (int units = 3; units <= LARGEST; units++) {
            LayerSpec layer = family.apply(units);
            if (distance(text, layer, weights) < distance(text, nearest, weights)) {
                nearest = layer;
            }
        }
        return nearest;
    }

    private static int distance(CharacterText text, LayerSpec layer, int weights) {
        return Math.abs(CharacterModel.weights(text, layer) - weights);
    }

    private static Outcome run(CharacterText text, Entry entry, int steps, int seeds, List<Double> rates) {
        double learningRate = bestRate(text, entry, steps / 3, rates);
        double[] bits = new double[seeds];
        long nanos = System.nanoTime();
        for (int seed = 1; seed <= seeds; seed++) {
            bits[seed - 1] = trained(text, entry, learningRate, steps, seed).bits(text.test());
            LOG.info("{}, seed {}: {} bits per character", entry.name(), seed, bits[seed - 1]);
        }
        double seconds = (System.nanoTime() - nanos) / 1e9 / seeds;
        return new Outcome(entry, CharacterModel.weights(text, entry.layer()), learningRate, new Sample(bits), seconds);
    }

    private static double bestRate(CharacterText text, Entry entry, int steps, List<Double> rates) {
        double best = rates.get(0);
        double least = Double.POSITIVE_INFINITY;
        for (double rate : rates.size() == 1 ? List.<Double>of() : rates) {
            double bits = trained(text, entry, rate, steps, 0).bits(text.validation());
            LOG.info("{} at {}: {} bits per character after {} steps", entry.name(), rate, bits, steps);
            if (bits < least) {
                least = bits;
                best = rate;
            }
        }
        return best;
    }

    private static CharacterModel trained(CharacterText text, Entry entry, double rate, int steps, long seed) {
        CharacterModel model = new CharacterModel(text, entry.layer(), rate, seed);
        for (int step = 0; step < steps; step++) {
            model.step();
        }
        return model;
    }

    private static Page page(
            CharacterText text, List<Path> files, int steps, List<Double> rates, List<Outcome> outcomes) {
        return new Page()
                .say("# HyperLSTM")
                .say(format(
                        "Bits per character of held-out text after %,d steps: mean ± deviation over the seeds. Made by"
                                + " `scripts/reproduce.sh hyperlstm`.",
                        steps))
                .table(
                        List.of(
                                "network",
                                "weights",
                                "learning rate",
                                "ours",
                                "seeds",
                                "published",
                                "seconds a training"),
                        outcomes.stream().map(HyperLstmStudy::row).toList())
                .say(configuration(text, files, rates));
    }

    private static List<String> row(Outcome outcome) {
        return List.of(
                outcome.entry().name() + ", " + size(outcome.entry().layer()),
                format("%,d", outcome.weights()),
                String.valueOf(outcome.learningRate()),
                outcome.bits().text(),
                String.valueOf(outcome.bits().values().length),
                outcome.entry().published(),
                format("%.0f", outcome.seconds()));
    }

    private static String size(LayerSpec layer) {
        return layer instanceof HyperLstm hyper
                ? hyper.units() + " + " + hyper.hyperUnits() + " units, embeddings of " + hyper.embedding()
                : ((Lstm) layer).units() + " units";
    }

    private static String configuration(CharacterText text, List<Path> files, List<Double> rates) {
        return format(
                """
                Ours: %s; %,d characters to train on, %,d to test (the last twentieth of each text), %d different characters,
                one-hot; batches of 32 windows of 50 characters from a zero state, in the test the second half of each window
                counts; Adam, gradients clipped to norm 1, Xavier initialisation, no dropout. Each network has the learning rate
                of %s that was best on other text after a third of the steps. The widths of the two LSTMs are those whose number
                of weights is nearest to HyperLSTM's.

                Published: Penn Treebank, 1,000 main and 128 hyper units, embeddings of 4, batches of 128 windows of 100, Adam
                at 0.001, recurrent dropout (Ha, Dai and Le 2017). Text, size and budget differ: what can be compared is the
                order of the three, not the numbers.
                """,
                String.join(
                        ", ",
                        files.stream()
                                .map(file -> file.getFileName().toString())
                                .toList()),
                text.training().length,
                text.test().length,
                text.alphabet().length,
                String.join(", ", rates.stream().map(String::valueOf).toList()));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
