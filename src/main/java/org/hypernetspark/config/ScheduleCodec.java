package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hypernetspark.train.LearningRateSchedule;
import org.hypernetspark.train.LearningRateSchedule.Kind;

/**
 * Learning-rate schedules, by name alone or as {@code {kind: cosine, warmupRounds: 2, decay: 0.1, every: 5}}.
 *
 * <p>Left out, the factor at the end of cosine and linear is 0, that of each fall of step and exponential 0.1.
 */
final class ScheduleCodec {
    private ScheduleCodec() {}

    static LearningRateSchedule read(ConfigNode node) {
        if (!node.isSection()) {
            Kind kind = node.choice(Kind.values(), Kind::label);
            return new LearningRateSchedule(kind, 0, decay(kind), 1);
        }
        node.rejectUnknownKeys("kind", "warmupRounds", "decay", "every");
        Kind kind = node.child("kind").choice(Kind.values(), Kind::label);
        return node.build(() -> new LearningRateSchedule(
                kind,
                node.integer("warmupRounds", 0, 0),
                node.real("decay", decay(kind)),
                node.integer("every", 1, 1)));
    }

    private static double decay(Kind kind) {
        return switch (kind) {
            case CONSTANT -> LearningRateSchedule.CONSTANT.decay();
            case STEP, EXPONENTIAL -> 0.1;
            case COSINE, LINEAR -> 0;
        };
    }

    static ObjectNode write(LearningRateSchedule schedule) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", schedule.kind().label())
                .put("warmupRounds", schedule.warmupRounds())
                .put("decay", schedule.decay())
                .put("every", schedule.every());
    }
}
