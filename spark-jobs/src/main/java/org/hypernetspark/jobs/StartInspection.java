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
        text.append(String.format(
                Locale.ROOT,
                "Before training, on %d tasks: %,d shared parameters make targets of %,d weights.\n\n",
                tasks,
                counts.phi(),
                counts.theta()));
        text.append(row("Standard deviation of", "", "is", "He", "Xavier"));
        for (TensorState tensor : state.tensors()) {
            String kind = "  " + tensor.kind().name().toLowerCase(Locale.ROOT);
            text.append(
                    row(kind, tensor.name(), number(tensor.deviation()), number(tensor.he()), number(tensor.xavier())));
        }
        text.append('\n').append(row("Standard deviation of", "", "outputs", "gradients", ""));
        text.append(row("  inputs", "", number(state.input()), "", ""));
        for (LayerState layer : state.layers()) {
            text.append(row("  layer", layer.name(), number(layer.activation()), number(layer.gradient()), ""));
        }
        text.append('\n');
        warnings.forEach(warning -> text.append("Warning: ").append(warning).append('\n'));
        return text.append(warnings.isEmpty() ? "Nothing is far off." : "")
                .toString()
                .stripTrailing();
    }

    private static String row(String what, String name, String first, String second, String third) {
        return String.format(Locale.ROOT, "%-23s %-28s %10s %10s %10s", what, name, first, second, third)
                        .stripTrailing()
                + '\n';
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.4g", value);
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
