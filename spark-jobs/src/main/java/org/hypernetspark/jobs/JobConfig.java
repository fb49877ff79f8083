package org.hypernetspark.jobs;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.HypernetCodec;
import org.hypernetspark.config.HypernetConfig;
import org.hypernetspark.config.TargetCodec;
import org.hypernetspark.config.TrainingCodec;
import org.hypernetspark.hyper.Base;
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
 * @param base the trained network that its base weights begin with; null for none
 * @param training settings of the training
 * @param teacher whose predictions are learned instead of labels; null for none
 * @param trainer who trains
 * @param checkpointEvery rounds between commits
 * @param adaptation how embeddings of new tasks are fitted
 * @param output directory for what comes of the job
 */
record JobConfig(
        DataConfig data,
        TargetSpec target,
        HypernetConfig hypernet,
        BaseNetwork base,
        TrainingSpec training,
        Teacher teacher,
        Trainer trainer,
        int checkpointEvery,
        AdaptationSpec adaptation,
        String output) {
    private static final String CHECKPOINT = "checkpoint";
    private static final String TRAINER = "trainer";
    private static final String TEACHER = "teacher";
    private static final String BASE = "base";

    /**
     * Reads a job.
     *
     * @throws org.hypernetspark.config.ConfigException for the first mistake, naming its key
     */
    static JobConfig read(ConfigNode root) {
        root.section().rejectUnknownKeys("data", "target", "hypernet", "training", "adaptation", "output");
        ConfigNode hypernet = root.section("hypernet");
        hypernet.rejectUnknownKeys(joined(HypernetCodec.keys(), BASE));
        ConfigNode training = root.section("training");
        training.rejectUnknownKeys(joined(TrainingCodec.keys(), TRAINER, TEACHER, CHECKPOINT));
        JobConfig config = new JobConfig(
                DataConfigReader.read(root.child("data")),
                TargetCodec.read(root.child("target")),
                HypernetCodec.readKnown(hypernet),
                hypernet.find(BASE).map(BaseNetwork::read).orElse(null),
                TrainingCodec.readKnown(training),
                training.find(TEACHER).map(Teacher::read).orElse(null),
                training.choice(TRAINER, Trainer.values(), Trainer::label, Trainer.HYPERNET),
                checkpointEvery(training.section(CHECKPOINT)),
                adaptation(root.section("adaptation")),
                root.child("output").text());
        config.check(root);
        return config;
    }

    private static String[] joined(String[] keys, String... more) {
        return Stream.concat(Stream.of(keys), Stream.of(more)).toArray(String[]::new);
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
        if (base != null && hypernet.form().base() == Base.NONE) {
            throw base.at()
                    .problem("the form " + hypernet.form().name()
                            + " has no base weights; use delta, scales, masks, or low-rank with a base");
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

    /** The same with another hypernet and other settings of the training, without base network and teacher. */
    JobConfig with(HypernetConfig newHypernet, TrainingSpec newTraining) {
        return new JobConfig(
                data, target, newHypernet, null, newTraining, null, trainer, checkpointEvery, adaptation, output);
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
        ObjectNode hypernetNode = HypernetCodec.write(hypernet);
        if (base != null) {
            base.write(hypernetNode.putObject(BASE));
        }
        node.set("hypernet", hypernetNode);
        ObjectNode trainingNode = TrainingCodec.write(training);
        trainingNode.put(TRAINER, trainer.label());
        if (teacher != null) {
            teacher.write(trainingNode.putObject(TEACHER));
        }
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
