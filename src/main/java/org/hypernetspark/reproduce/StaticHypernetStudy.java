package org.hypernetspark.reproduce;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.hypernetspark.hyper.HypernetCounts;
import org.hypernetspark.task.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ha, Dai and Le 2017, "HyperNetworks", section 4.1: a network for MNIST with its second kernel trained directly or generated.
 *
 * <p>Arguments: the folder of the images, the page to write, and perhaps the numbers of epochs and of seeds.
 */
public final class StaticHypernetStudy {
    private static final Logger LOG = LoggerFactory.getLogger(StaticHypernetStudy.class);
    private static final int TRAINING = 60_000;
    private static final int TEST = 10_000;

    private StaticHypernetStudy() {}

    /**
     * Runs the study and writes its page.
     *
     * @throws IOException if an image file cannot be read or the page not be written
     */
    public static void main(String[] args) throws IOException {
        int epochs = args.length > 2 ? Integer.parseInt(args[2]) : 5;
        int seeds = args.length > 3 ? Integer.parseInt(args[3]) : 3;
        Path folder = Path.of(args[0]);
        Task images =
                new Task("mnist", new float[0], MnistImages.training(folder, TRAINING), MnistImages.test(folder, TEST));
        StaticHypernet study = new StaticHypernet(images, epochs);
        long begin = System.nanoTime();
        Sample direct = accuracies("direct", seeds, study::direct);
        Sample generated = accuracies("generated", seeds, study::generated);
        page(epochs, seeds, (System.nanoTime() - begin) / 60e9, direct, generated)
                .write(Path.of(args[1]));
    }

    private interface Run {
        double accuracy(long seed);
    }

    private static Sample accuracies(String name, int seeds, Run run) {
        return new Sample(LongStream.rangeClosed(1, seeds)
                .mapToDouble(seed -> {
                    double percent = 100 * run.accuracy(seed);
                    LOG.info("{}, seed {}: {} %", name, seed, percent);
                    return percent;
                })
                .toArray());
    }

    private static Page page(int epochs, int seeds, double minutes, Sample direct, Sample generated) {
        HypernetCounts counts = StaticHypernet.hypernet().counts();
        long own = counts.phi() - (counts.theta() - counts.generated());
        return new Page()
                .say("# Static hypernetwork on MNIST")
                .say("Share of the 10,000 test images named right, in percent. Made by `scripts/reproduce.sh"
                        + " static-hypernet`.")
                .table(
                        List.of("second kernel", "its parameters", "published", "ours: mean ± standard deviation"),
                        List.of(
                                List.of(
                                        "trained directly",
                                        String.format(Locale.ROOT, "%,d", counts.generated()),
                                        "99.28",
                                        direct.text()),
                                List.of(
                                        "generated",
                                        String.format(Locale.ROOT, "%,d", own),
                                        "99.24",
                                        generated.text())))
                .say(String.format(
                        Locale.ROOT,
                        "Gap to the direct network: published 0.04, ours %.2f points. %d epochs of batches of 100, Adam at 0.001"
                                + " falling to a hundredth along a cosine, %d seeds, %.0f minutes in all. Published (Ha, Dai"
                                + " and Le, \"HyperNetworks\", ICLR 2017): batches of 1,000, more epochs. The embedding's four"
                                + " values are not counted, there as here.",
                        direct.mean() - generated.mean(),
                        epochs,
                        seeds,
                        minutes));
    }
}
