package org.hypernetspark.jobs.continual;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.HypernetCodec;
import org.hypernetspark.config.HypernetConfig;
import org.hypernetspark.config.OptimizerCodec;
import org.hypernetspark.config.TargetCodec;
import org.hypernetspark.continual.Comparison;
import org.hypernetspark.continual.ContinualSpec;
import org.hypernetspark.continual.Learners;
import org.hypernetspark.continual.Method;
import org.hypernetspark.continual.Regularization;
import org.hypernetspark.continual.Regularization.Targets;
import org.hypernetspark.continual.TaskSequence;
import org.hypernetspark.net.TargetSpec;
import org.hypernetspark.train.OptimizerSpec;

/**
 * A continual learning job as configured.
 *
 * @param target the target network
 * @param hypernet the hypernet, whose condition is an embedding alone
 * @param sequence the tasks
 * @param methods what learns them
 * @param seeds each method runs once with each
 * @param spec how each task is learned; its seed is the first
 * @param comparison settings of methods without a hypernet
 * @param inferTasks whether tasks are inferred by entropy after the last
 * @param output directory for what comes of the job
 */
public record ContinualConfig(
        TargetSpec target,
        HypernetConfig hypernet,
        SequenceConfig sequence,
        List<Method> methods,
        List<Long> seeds,
        ContinualSpec spec,
        Comparison comparison,
        boolean inferTasks,
        String output) {
    /**
     * Reads a job.
     *
     * @throws org.hypernetspark.config.ConfigException for the first mistake, naming its key
     */
    public static ContinualConfig read(ConfigNode root) {
        root.section().rejectUnknownKeys("target", "hypernet", "continual", "output");
        ConfigNode node = root.child("continual");
        node.section()
                .rejectUnknownKeys(
                        "tasks",
                        "methods",
                        "seeds",
                        "steps",
                        "batch",
                        "optimizer",
                        "embeddingOptimizer",
                        "heads",
                        "regularization",
                        "ewc",
                        "si",
                        "inferTasks");
        List<Long> seeds = node.find("seeds")
                .map(list -> list.list().stream().map(ConfigNode::whole).toList())
                .orElse(List.of(1L));
        if (seeds.isEmpty()) {
            throw node.child("seeds").unexpected("at least one seed");
        }
        TargetSpec target = TargetCodec.read(root.child("target"));
        HypernetConfig hypernet = HypernetCodec.read(root.section("hypernet"));
        if (hypernet.descriptor()) {
            throw root.child("hypernet").problem("condition.descriptor must be false: tasks of a sequence have none");
        }
        boolean infer = node.flag("inferTasks", false);
        if (infer && !target.loss().classification()) {
            throw node.child("inferTasks").problem("tasks can be inferred for the loss cross-entropy only");
        }
        return new ContinualConfig(
                target,
                hypernet,
                SequenceConfig.read(node.child("tasks")),
                methods(node),
                seeds,
                spec(node, seeds.get(0)),
                comparison(node),
                infer,
                root.child("output").text());
    }

    private static List<Method> methods(ConfigNode node) {
        List<Method> methods = node.list("methods").stream()
                .map(each -> each.choice(Method.values(), Method::label))
                .toList();
        return methods.isEmpty() ? List.of(Method.HYPERNET) : methods;
    }

    private static ContinualSpec spec(ConfigNode node, long seed) {
        OptimizerSpec optimizer =
                node.find("optimizer").map(OptimizerCodec::read).orElse(OptimizerSpec.adam(1e-3));
        return node.build(() -> new ContinualSpec(
                node.child("steps").integer(1),
                node.integer("batch", 1, 32),
                optimizer,
                node.find("embeddingOptimizer").map(OptimizerCodec::read).orElse(optimizer),
                regularization(node.section("regularization")),
                node.flag("heads", false),
                seed));
    }

    private static Regularization regularization(ConfigNode node) {
        node.rejectUnknownKeys("beta", "lookAhead", "subset", "fisher", "maskedHeads", "targets");
        return node.build(() -> new Regularization(
                node.real("beta", 0.01),
                node.flag("lookAhead", true),
                node.integer("subset", 0, 0),
                node.flag("fisher", false),
                node.flag("maskedHeads", false),
                node.choice("targets", Targets.values(), Targets::label, Targets.STORED)));
    }

    private static Comparison comparison(ConfigNode node) {
        Comparison defaults = Comparison.defaults();
        ConfigNode ewc = node.section("ewc");
        ewc.rejectUnknownKeys("strength", "decay");
        ConfigNode si = node.section("si");
        si.rejectUnknownKeys("strength", "damping");
        return node.build(() -> new Comparison(
                ewc.real("strength", defaults.ewcStrength()),
                ewc.real("decay", defaults.ewcDecay()),
                si.real("strength", defaults.siStrength()),
                si.real("damping", defaults.siDamping())));
    }

    /** The configuration with all defaults written out. */
    public ObjectNode resolved() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.set("target", TargetCodec.write(target));
        root.set("hypernet", HypernetCodec.write(hypernet));
        ObjectNode node = settings();
        ArrayNode methodLabels = node.putArray("methods");
        methods.forEach(method -> methodLabels.add(method.label()));
        ArrayNode seedNumbers = node.putArray("seeds");
        seeds.forEach(seedNumbers::add);
        node.put("inferTasks", inferTasks);
        root.set("continual", node);
        return root.put("output", output);
    }

    private ObjectNode settings() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set("tasks", sequence.write());
        node.put("steps", spec.steps()).put("batch", spec.batch());
        node.set("optimizer", OptimizerCodec.write(spec.optimizer()));
        node.set("embeddingOptimizer", OptimizerCodec.write(spec.embeddingOptimizer()));
        node.put("heads", spec.heads());
        Regularization regularization = spec.regularization();
        node.putObject("regularization")
                .put("beta", regularization.beta())
                .put("lookAhead", regularization.lookAhead())
                .put("subset", regularization.subset())
                .put("fisher", regularization.fisher())
                .put("maskedHeads", regularization.maskedHeads())
                .put("targets", regularization.targets().label());
        node.putObject("ewc").put("strength", comparison.ewcStrength()).put("decay", comparison.ewcDecay());
        node.putObject("si").put("strength", comparison.siStrength()).put("damping", comparison.siDamping());
        return node;
    }

    /** What fixes the result of one method and seed: a run only goes on from a state with the same text. */
    public String fingerprint() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.set("target", TargetCodec.write(target));
        root.set("hypernet", HypernetCodec.write(hypernet));
        root.set("continual", settings());
        return root.toString();
    }

    /**
     * The learners of one seed.
     *
     * @throws IllegalArgumentException if target, hypernet and tasks do not fit together
     */
    public Learners learners(TaskSequence tasks, long seed) {
        return new Learners(
                hypernet.resolve(0),
                target.resolve(tasks.features()).network(),
                target.loss(),
                tasks,
                spec.withSeed(seed),
                comparison);
    }
}
