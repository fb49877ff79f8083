package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hypernetspark.train.Aggregation;
import org.hypernetspark.train.EarlyStopping;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerState;
import org.hypernetspark.train.TrainingSpec;

/**
 * Training settings: the components of {@link TrainingSpec} as keys, each with the default of {@link
 * TrainingSpec#defaults}. {@code embeddingOptimizer} is {@code optimizer} if left out; {@code earlyStopping: {patience: 5,
 * minDelta: 0}} is off if left out.
 */
public final class TrainingCodec {
    private static final String[] KEYS = {
        "rounds",
        "localSteps",
        "batch",
        "tasksPerStep",
        "workers",
        "aggregation",
        "optimizer",
        "embeddingOptimizer",
        "optimizerState",
        "gradientClip",
        "embeddingDropout",
        "evaluateEvery",
        "earlyStopping",
        "polyak",
        "seed"
    };

    private TrainingCodec() {}

    /** The keys that {@link #read} knows, for callers whose section holds more. */
    public static String[] keys() {
        return KEYS.clone();
    }

    /**
     * Reads training settings.
     *
     * @throws ConfigException for the first mistake
     */
    public static TrainingSpec read(ConfigNode node) {
        node.rejectUnknownKeys(KEYS);
        return readKnown(node);
    }

    /**
     * Reads training settings from a mapping that may hold other keys, which the caller has checked.
     *
     * @throws ConfigException for the first mistake
     */
    public static TrainingSpec readKnown(ConfigNode node) {
        TrainingSpec defaults = TrainingSpec.defaults();
        OptimizerSpec optimizer =
                node.find("optimizer").map(OptimizerCodec::read).orElse(defaults.optimizer());
        return node.build(() -> new TrainingSpec(
                node.integer("rounds", 1, defaults.rounds()),
                node.integer("localSteps", 1, defaults.localSteps()),
                node.integer("batch", 1, defaults.batch()),
                node.integer("tasksPerStep", 1, defaults.tasksPerStep()),
                node.integer("workers", 1, defaults.workers()),
                node.choice("aggregation", Aggregation.values(), Aggregation::label, defaults.aggregation()),
                optimizer,
                node.find("embeddingOptimizer").map(OptimizerCodec::read).orElse(optimizer),
                node.choice(
                        "optimizerState", OptimizerState.values(), OptimizerState::label, defaults.optimizerState()),
                node.real("gradientClip", defaults.gradientClip()),
                node.real("embeddingDropout", defaults.embeddingDropout()),
                node.integer("evaluateEvery", 1, defaults.evaluateEvery()),
                node.find("earlyStopping").map(TrainingCodec::earlyStopping).orElse(defaults.earlyStopping()),
                node.real("polyak", defaults.polyak()),
                node.whole("seed", defaults.seed())));
    }

    private static EarlyStopping earlyStopping(ConfigNode node) {
        node.rejectUnknownKeys("patience", "minDelta");
        return node.build(() -> new EarlyStopping(node.integer("patience", 1, 5), node.real("minDelta", 0)));
    }

    /** Writes training settings with all defaults explicit; {@code earlyStopping: null} is off. */
    public static ObjectNode write(TrainingSpec training) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("rounds", training.rounds());
        node.put("localSteps", training.localSteps());
        node.put("batch", training.batch());
        node.put("tasksPerStep", training.tasksPerStep());
        node.put("workers", training.workers());
        node.put("aggregation", training.aggregation().label());
        node.set("optimizer", OptimizerCodec.write(training.optimizer()));
        node.set("embeddingOptimizer", OptimizerCodec.write(training.embeddingOptimizer()));
        node.put("optimizerState", training.optimizerState().label());
        node.put("gradientClip", training.gradientClip());
        node.put("embeddingDropout", training.embeddingDropout());
        node.put("evaluateEvery", training.evaluateEvery());
        EarlyStopping stopping = training.earlyStopping();
        if (stopping == null) {
            node.putNull("earlyStopping");
        } else {
            node.putObject("earlyStopping").put("patience", stopping.patience()).put("minDelta", stopping.minDelta());
        }
        return node.put("polyak", training.polyak()).put("seed", training.seed());
    }
}
