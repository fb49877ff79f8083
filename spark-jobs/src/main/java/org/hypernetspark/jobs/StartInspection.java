package org.hypernetspark.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import org.hypernetspark.hyper.HypernetCounts;
import org.hypernetspark.hyper.InitialState;
import org.hypernetspark.hyper.InitialState.LayerState;
import org.hypernetspark.hyper.InitialState.TensorState;

/**
 * What a training would begin with, to be shown.
 *
 * @param state the targets before training
 * @param counts sizes of the hypernet
 * @param tasks tasks measured
 * @param warnings what is far off
 */
record StartInspection(InitialState state, HypernetCounts counts, int tasks, List<String> warnings) {
    String toText() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Before training, on %d tasks: %,d shared parameters make targets of %,d weights.",
                tasks,
                counts.phi(),
                counts.theta());
        line(text, "");
        line(text, "Standard deviation of   %-28s %10s %10s %10s", "", "is", "He", "Xavier");
        for (TensorState tensor : state.tensors()) {
            String kind = tensor.kind().name().toLowerCase(Locale.ROOT) + "s";
            line(
                    text,
                    "  %-20s  %-28s %10.4g %10.4g %10.4g",
                    kind,
                    tensor.name(),
                    tensor.deviation(),
                    tensor.he(),
                    tensor.xavier());
        }
        line(text, "");
        line(text, "Standard deviation of   %-28s %10s %10s", "", "outputs", "gradients");
        line(text, "  %-20s  %-28s %10.4g", "inputs", "", state.input());
        for (LayerState layer : state.layers()) {
            line(text, "  %-20s  %-28s %10.4g %10.4g", "layer", layer.name(), layer.activation(), layer.gradient());
        }
        line(text, "");
        warnings.forEach(warning -> line(text, "Warning: %s", warning));
        if (warnings.isEmpty()) {
            line(text, "Nothing is far off.");
        }
        return text.toString().stripTrailing();
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    String toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("tasks", tasks)
                .put("phi", counts.phi())
                .put("theta", counts.theta())
                .put("input", state.input());
        ObjectNode tensors = node.putObject("tensors");
        for (TensorState tensor : state.tensors()) {
            tensors.putObject(tensor.name())
                    .put("deviation", tensor.deviation())
                    .put("he", tensor.he())
                    .put("xavier", tensor.xavier());
        }
        ObjectNode layers = node.putObject("layers");
        for (LayerState layer : state.layers()) {
            layers.putObject(layer.name()).put("outputs", layer.activation()).put("gradients", layer.gradient());
        }
        ArrayNode told = node.putArray("warnings");
        warnings.forEach(told::add);
        return node.toPrettyString();
    }
}
