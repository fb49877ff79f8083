package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.hyper.DirichletPreference;
import org.hypernetspark.hyper.PreferenceInput;
import org.hypernetspark.hyper.RangePreference;
import org.hypernetspark.hyper.RangePreference.Range;

/**
 * How preferences are drawn: {@code {dirichlet: [0.2, 0.2]}} or {@code {ranges: [{uniform: [0, 1]}, {log-uniform: [1e-4, 1]}]}}.
 *
 * <p>Jars may bring more, see {@link ConfigType}.
 */
final class PreferenceCodec {
    private static final String DIRICHLET = "dirichlet";
    private static final String RANGES = "ranges";
    private static final String UNIFORM = "uniform";
    private static final String LOG_UNIFORM = "log-uniform";

    private static final List<ConfigType<? extends PreferenceInput>> TABLE = List.of(
            NamedType.of(
                    DIRICHLET,
                    DirichletPreference.class,
                    node -> new DirichletPreference(numbers(node.child(DIRICHLET))),
                    (preference, node) -> preference.concentrations().forEach(node.putArray(DIRICHLET)::add)),
            NamedType.of(
                    RANGES,
                    RangePreference.class,
                    node -> new RangePreference(node.child(RANGES).list().stream()
                            .map(PreferenceCodec::range)
                            .toList()),
                    (preference, node) -> write(preference.ranges(), node.putArray(RANGES))));

    private PreferenceCodec() {}

    private static Registry<PreferenceInput> registry() {
        return Registry.of(PreferenceInput.class, "preference", "preferences", TABLE);
    }

    static PreferenceInput read(ConfigNode node) {
        return registry().readKeyed(node);
    }

    static ObjectNode write(PreferenceInput preference) {
        return registry().settings(preference, preference.getClass().getSimpleName());
    }

    private static List<Double> numbers(ConfigNode node) {
        return node.list().stream().map(ConfigNode::real).toList();
    }

    private static Range range(ConfigNode node) {
        node.section().rejectUnknownKeys(UNIFORM, LOG_UNIFORM);
        boolean logarithmic = node.find(LOG_UNIFORM).isPresent();
        ConfigNode ends = node.child(logarithmic ? LOG_UNIFORM : UNIFORM);
        List<Double> numbers = numbers(ends);
        if (numbers.size() != 2 || node.keys().size() != 1) {
            throw node.unexpected("one range, {uniform: [low, high]} or {log-uniform: [low, high]}");
        }
        return ends.build(() -> new Range(numbers.get(0), numbers.get(1), logarithmic));
    }

    private static void write(List<Range> ranges, ArrayNode list) {
        for (Range range : ranges) {
            list.addObject()
                    .putArray(range.logarithmic() ? LOG_UNIFORM : UNIFORM)
                    .add(range.low())
                    .add(range.high());
        }
    }
}
