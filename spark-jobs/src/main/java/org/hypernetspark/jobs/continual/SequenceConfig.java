package org.hypernetspark.jobs.continual;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.continual.ImageSet;
import org.hypernetspark.continual.PermutedImages;
import org.hypernetspark.continual.SeveralImageSets;
import org.hypernetspark.continual.SplitImages;
import org.hypernetspark.continual.TaskSequence;
import org.hypernetspark.continual.ToyRegression;

/**
 * Which tasks come one after the other: {@code {toyRegression: {...}}}, {@code {splitImages: {...}}}, {@code
 * {permutedImages: {...}}} or {@code {imageSets: {...}}}.
 *
 * @param kind the key
 * @param images folders of idx files or CSV files; none for the toy
 * @param classes the classes of each task of split images
 * @param tasks number of permuted tasks
 * @param padding black pixels on each side of permuted images
 * @param noise of the toy's training labels
 * @param seed of data that is made up: the toy's rows, the orders of pixels
 */
public record SequenceConfig(
        Kind kind, List<String> images, List<List<Integer>> classes, int tasks, int padding, double noise, long seed) {
    private static final long SEED = 42;

    /** Kinds of sequences. */
    public enum Kind {
        /** Three polynomials. */
        TOY_REGRESSION("toyRegression"),
        /** Classes of one image set, a few at a time. */
        SPLIT_IMAGES("splitImages"),
        /** One image set, pixels in another order each time. */
        PERMUTED_IMAGES("permutedImages"),
        /** Several image sets. */
        IMAGE_SETS("imageSets");

        private final String label;

        Kind(String label) {
            this.label = label;
        }

        /** The key used in configurations. */
        public String label() {
            return label;
        }
    }

    static SequenceConfig read(ConfigNode node) {
        List<String> labels = List.of(Kind.values()).stream().map(Kind::label).toList();
        node.section().rejectUnknownKeys(labels.toArray(new String[0]));
        if (node.keys().size() != 1) {
            throw node.unexpected("one sequence of tasks, such as toyRegression: {}");
        }
        String label = node.keys().get(0);
        Kind kind = Kind.values()[labels.indexOf(label)];
        ConfigNode settings = node.section(label);
        return switch (kind) {
            case TOY_REGRESSION -> toy(settings);
            case SPLIT_IMAGES -> split(settings);
            case PERMUTED_IMAGES -> permuted(settings);
            case IMAGE_SETS -> sets(settings);
        };
    }

    private static SequenceConfig toy(ConfigNode node) {
        node.rejectUnknownKeys("noise", "seed");
        double noise = node.real("noise", 0.05);
        node.build(() -> new ToyRegression(noise, 0));
        return new SequenceConfig(Kind.TOY_REGRESSION, List.of(), List.of(), 0, 0, noise, node.whole("seed", SEED));
    }

    private static SequenceConfig split(ConfigNode node) {
        node.rejectUnknownKeys("images", "classes");
        List<List<Integer>> classes = node.child("classes").list().stream()
                .map(task -> task.list().stream().map(label -> label.integer(0)).toList())
                .toList();
        return new SequenceConfig(
                Kind.SPLIT_IMAGES, List.of(node.child("images").text()), classes, 0, 0, 0, 0);
    }

    private static SequenceConfig permuted(ConfigNode node) {
        node.rejectUnknownKeys("images", "tasks", "padding", "seed");
        return new SequenceConfig(
                Kind.PERMUTED_IMAGES,
                List.of(node.child("images").text()),
                List.of(),
                node.child("tasks").integer(1),
                node.integer("padding", 0, 0),
                0,
                node.whole("seed", SEED));
    }

    private static SequenceConfig sets(ConfigNode node) {
        node.rejectUnknownKeys("images");
        List<String> images =
                node.child("images").list().stream().map(ConfigNode::text).toList();
        return new SequenceConfig(Kind.IMAGE_SETS, images, List.of(), 0, 0, 0, 0);
    }

    ObjectNode write() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode settings = node.putObject(kind.label());
        switch (kind) {
            case TOY_REGRESSION -> settings.put("noise", noise).put("seed", seed);
            case SPLIT_IMAGES -> {
                settings.put("images", images.get(0));
                ArrayNode lists = settings.putArray("classes");
                classes.forEach(task -> {
                    ArrayNode list = lists.addArray();
                    task.forEach(list::add);
                });
            }
            case PERMUTED_IMAGES ->
                settings.put("images", images.get(0))
                        .put("tasks", tasks)
                        .put("padding", padding)
                        .put("seed", seed);
            case IMAGE_SETS -> images.forEach(settings.putArray("images")::add);
        }
        return node;
    }

    /**
     * The tasks.
     *
     * @param sets the image sets, in the order of {@link #images}
     */
    public TaskSequence sequence(ImageSet[] sets) {
        return switch (kind) {
            case TOY_REGRESSION -> new ToyRegression(noise, seed);
            case SPLIT_IMAGES -> new SplitImages(sets[0], classes);
            case PERMUTED_IMAGES -> new PermutedImages(sets[0], tasks, padding, seed);
            case IMAGE_SETS -> new SeveralImageSets(images, List.of(sets));
        };
    }
}
