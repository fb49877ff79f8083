package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.hypernetspark.train.OptimizerSpec;
import org.hypernetspark.train.OptimizerSpec.Kind;

/**
 * Optimisers, by name alone ({@code adam}) or with settings:
 *
 * <ul>
 *   <li>{@code {adam: {learningRate: 0.001, beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0, schedule: constant}}}
 *   <li>{@code {adamw: {...}}} with the same settings, weight decay 0.01
 *   <li>{@code {sgd: {learningRate: 0.01, momentum: 0, weightDecay: 0, schedule: constant}}}
 * </ul>
 */
public final class OptimizerCodec {
    private OptimizerCodec() {}

    /**
     * Reads an optimiser.
     *
     * @throws ConfigException for the first mistake
     */
    public static OptimizerSpec read(ConfigNode node) {
        if (!node.isSection()) {
            return defaults(node.choice(Kind.values(), Kind::label));
        }
        node.rejectUnknownKeys("sgd", "adam", "adamw");
        if (node.keys().size() != 1) {
            throw node.unexpected("one optimiser, such as adam: {learningRate: 0.001}");
        }
        String label = node.keys().get(0);
        Kind kind = Kind.valueOf(label.toUpperCase(Locale.ROOT));
        ConfigNode settings = node.section(label);
        return settings.build(() -> kind == Kind.SGD ? sgd(settings) : adam(settings, defaults(kind)));
    }

    private static OptimizerSpec defaults(Kind kind) {
        return switch (kind) {
            case SGD -> OptimizerSpec.sgd(0.01, 0);
            case ADAM -> OptimizerSpec.adam(1e-3);
            case ADAMW -> OptimizerSpec.adamW(1e-3, 0.01);
        };
    }

    private static OptimizerSpec sgd(ConfigNode node) {
        node.rejectUnknownKeys("learningRate", "momentum", "weightDecay", "schedule");
        OptimizerSpec defaults = defaults(Kind.SGD);
        return new OptimizerSpec(
                Kind.SGD,
                node.real("learningRate", defaults.learningRate()),
                node.real("momentum", defaults.momentum()),
                defaults.beta2(),
                defaults.epsilon(),
                node.real("weightDecay", defaults.weightDecay()),
                node.find("schedule").map(ScheduleCodec::read).orElse(defaults.schedule()));
    }

    private static OptimizerSpec adam(ConfigNode node, OptimizerSpec defaults) {
        node.rejectUnknownKeys("learningRate", "beta1", "beta2", "epsilon", "weightDecay", "schedule");
        return new OptimizerSpec(
                defaults.kind(),
                node.real("learningRate", defaults.learningRate()),
                node.real("beta1", defaults.momentum()),
                node.real("beta2", defaults.beta2()),
                node.real("epsilon", defaults.epsilon()),
                node.real("weightDecay", defaults.weightDecay()),
                node.find("schedule").map(ScheduleCodec::read).orElse(defaults.schedule()));
    }

    /** Writes an optimiser with all settings explicit. */
    public static ObjectNode write(OptimizerSpec optimizer) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        ObjectNode settings = node.putObject(optimizer.kind().label());
        settings.put("learningRate", optimizer.learningRate());
        if (optimizer.kind() == Kind.SGD) {
            settings.put("momentum", optimizer.momentum());
        } else {
            settings.put("beta1", optimizer.momentum());
            settings.put("beta2", optimizer.beta2());
            settings.put("epsilon", optimizer.epsilon());
        }
        settings.put("weightDecay", optimizer.weightDecay());
        settings.set("schedule", ScheduleCodec.write(optimizer.schedule()));
        return node;
    }
}
