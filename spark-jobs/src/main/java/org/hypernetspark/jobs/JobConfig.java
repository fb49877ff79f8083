package org.hypernetspark.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.HypernetCodec;
import org.hypernetspark.config.HypernetConfig;
import org.hypernetspark.config.TargetCodec;
import org.hypernetspark.config.TrainingCodec;
import org.hypernetspark.jobs.data.DataConfig;
import org.hypernetspark.jobs.data.DataConfigReader;
import org.hypernetspark.ml.Trainer;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.spark.CheckpointPolicy;
import org.hypernetspark.train.AdaptationSpec;
import org.hypernetspark.train.TrainingSpec;

/**
 * A whole job as configured.
 *
 * @param data tables, columns and splits
 * @param target the target network
 * @param hypernet the hypernet
 * @param training settings of the training
 * @param trainer who trains
 * @param checkpointEvery rounds between commits
 * @param adaptation how embeddings of new tasks are fitted
 * @param output directory for what comes of the job
 */
record JobConfig(
        DataConfig data,
        TargetSpec target,
        HypernetConfig hypernet,
        TrainingSpec training,
        Trainer trainer,
        int checkpointEvery,
        AdaptationSpec adaptation,
        String output) {
    private static final String CHECKPOINT = "checkpoint";
    private static final String TRAINER = "trainer";

    /**
     * Reads a job.
     *
     * @throws org.hypernetspark.config.ConfigException for the first mistake, naming its key
     */
    static JobConfig read(ConfigNode root) {
        root.section().rejectUnknownKeys("data", "target", "hypernet", "training", "adaptation", "output");
        ConfigNode training = root.section("training");
        training.rejectUnknownKeys(Stream.concat(Stream.of(TrainingCodec.keys()), Stream.of(TRAINER, CHECKPOINT))
                .toArray(String[]::new));
        JobConfig config = new JobConfig(
                DataConfigReader.read(root.child("data")),
                TargetCodec.read(root.child("target")),
                HypernetCodec.read(root.section("hypernet")),
                TrainingCodec.readKnown(training),
                training.choice(TRAINER, Trainer.values(), Trainer::label, Trainer.HYPERNET),
                checkpointEvery(training.section(CHECKPOINT)),
                adaptation(root.section("adaptation")),
                root.child("output").text());
        config.check(root);
        return config;
    }

    private void check(ConfigNode root) {
        String wanted = root.child("data").find("type").map(ConfigNode::text).orElse(type());
        if (!wanted.equals(type())) {
            throw root.child("data")
                    .child("type")
                    .problem("expected " + type() + ", since the target's loss is "
                            + target.loss().name() + "; got \"" + wanted
                            + "\". Leave type out, or choose another loss");
        }
        if (hypernet.descriptor() && data.descriptor() == null) {
            throw root.child("hypernet")
                    .problem("condition.descriptor is true, but data.descriptor says nothing;"
                            + " name a descriptor table or columns, or set condition.descriptor to false");
        }
    }

    private String type() {
        return target.loss().classification() ? "classification" : "regression";
    }

    private static int checkpointEvery(ConfigNode node) {
        node.rejectUnknownKeys("every");
        return node.integer("every", 1, CheckpointPolicy.DEFAULT.every());
    }

    private static AdaptationSpec adaptation(ConfigNode node) {
        node.rejectUnknownKeys("steps", "batch", "learningRate", "seed");
        AdaptationSpec defaults = AdaptationSpec.defaults();
        double learningRate = node.real("learningRate", defaults.optimizer().learningRate());
        return node.build(() -> new AdaptationSpec(
                node.integer("steps", 1, defaults.steps()),
                node.integer("batch", 1, defaults.batch()),
                AdaptOptions.withLearningRate(defaults.optimizer(), learningRate),
                node.whole("seed", defaults.seed())));
    }

    /** The same with another hypernet and other settings of the training. */
    JobConfig with(HypernetConfig newHypernet, TrainingSpec newTraining) {
        return new JobConfig(data, target, newHypernet, newTraining, trainer, checkpointEvery, adaptation, output);
    }

    /** A file or folder of the output directory. */
    String outputFile(String name) {
        return output + "/" + name;
    }

    /** The configuration with all defaults written out. */
    ObjectNode resolved() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("data", data.at().json());
        node.set("target", TargetCodec.write(target));
        node.set("hypernet", HypernetCodec.write(hypernet));
        ObjectNode trainingNode = TrainingCodec.write(training);
        trainingNode.put(TRAINER, trainer.label());
        trainingNode.putObject(CHECKPOINT).put("every", checkpointEvery);
        node.set("training", trainingNode);
        node.putObject("adaptation")
                .put("steps", adaptation.steps())
                .put("batch", adaptation.batch())
                .put("learningRate", adaptation.optimizer().learningRate())
                .put("seed", adaptation.seed());
        return node.put("output", output);
    }
}
