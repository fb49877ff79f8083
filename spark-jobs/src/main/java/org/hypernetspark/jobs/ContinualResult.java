package org.hypernetspark.jobs;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigReader;
import org.hypernetspark.continual.Method;
import org.hypernetspark.continual.ScoreMatrix;

/**
 * What came of one method with one seed.
 *
 * @param scores test scores of each task after each task
 * @param inference accuracies without being told the task; null if not measured
 * @param seconds of learning and testing
 */
record ContinualResult(Method method, long seed, ScoreMatrix scores, Inference inference, double seconds) {
    /**
     * Accuracies after the last task, tasks inferred by entropy, each a mean over the tasks.
     *
     * @param task share of rows whose task is inferred rightly
     * @param shared share of rows whose class within the task is right, whatever task was inferred (CL2)
     * @param all share of rows of which both are right (CL3)
     */
    record Inference(double task, double shared, double all) {}

    /** As one line of JSON, which travels between executors and driver. */
    String toJson() {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("method", method.label()).put("seed", seed).put("seconds", seconds);
        node.put("higherIsBetter", scores.higherIsBetter());
        ArrayNode rows = node.putArray("scores");
        for (double[] row : scores.values()) {
            ArrayNode cells = rows.addArray();
            Arrays.stream(row).forEach(value -> put(cells, value));
        }
        if (inference != null) {
            node.putObject("inference")
                    .put("task", inference.task())
                    .put("shared", inference.shared())
                    .put("all", inference.all());
        }
        return node.toString();
    }

    private static void put(ArrayNode cells, double value) {
        if (Double.isNaN(value)) {
            cells.addNull();
        } else {
            cells.add(value);
        }
    }

    static ContinualResult ofJson(String json) {
        ConfigNode node = ConfigReader.json(json, "result");
        ConfigNode rows = node.child("scores");
        int tasks = rows.list().size();
        ScoreMatrix scores =
                ScoreMatrix.empty(tasks, node.child("higherIsBetter").flag());
        for (int row = 0; row < tasks; row++) {
            for (int cell = 0; cell < tasks; cell++) {
                var value = rows.json().get(row).get(cell);
                scores.values()[row][cell] = value.isNull() ? Double.NaN : value.doubleValue();
            }
        }
        Inference inference = node.find("inference")
                .map(each -> new Inference(
                        each.child("task").real(),
                        each.child("shared").real(),
                        each.child("all").real()))
                .orElse(null);
        return new ContinualResult(
                node.child("method").choice(Method.values(), Method::label),
                node.child("seed").whole(),
                scores,
                inference,
                node.child("seconds").real());
    }
}
