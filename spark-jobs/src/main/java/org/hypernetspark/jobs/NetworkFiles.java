package org.hypernetspark.jobs;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hypernetspark.dl4j.Dl4jExport;
import org.hypernetspark.model.SavedModel;

/** Writes generated networks as DL4J's zip files, one for each task. */
final class NetworkFiles {
    private final Map<String, Dl4jExport> exports = new HashMap<>();
    private final OutputFiles files;

    NetworkFiles(SavedModel model, OutputFiles files) {
        for (int i = 0; i < model.target().names().size(); i++) {
            exports.put(
                    model.target().names().get(i),
                    Dl4jExport.of(
                            model.target().networks().get(i), model.target().loss()));
        }
        this.files = files;
    }

    /**
     * Writes {@code folder/TASK.zip} for every row {@code (task, weights)}, or {@code (task, weights, variant)} of a target with variants; what a file name cannot hold is percent-encoded.
     *
     * @return how many
     */
    int write(Dataset<Row> weights, String folder) throws IOException {
        int count = 0;
        for (Iterator<Row> rows = weights.toLocalIterator(); rows.hasNext(); ) {
            Row row = rows.next();
            float[] theta = TaskWeights.theta(row);
            String name =
                    URLEncoder.encode(row.getString(0), StandardCharsets.UTF_8).replace("+", "%20");
            Dl4jExport export = exports.get(exports.size() == 1 ? "" : row.getString(2));
            files.write(folder + "/" + name + ".zip", out -> export.write(theta, 0, out));
            count++;
        }
        return count;
    }
}
