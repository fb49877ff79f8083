package org.hypernetspark.jobs;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.hypernetspark.dl4j.Dl4jExport;
import org.hypernetspark.model.SavedModel;

/** Writes generated networks as DL4J's zip files, one for each task. */
final class NetworkFiles {
    private final Dl4jExport export;
    private final OutputFiles files;

    NetworkFiles(SavedModel model, OutputFiles files) {
        this.export = Dl4jExport.of(model.target().network(), model.target().loss());
        this.files = files;
    }

    /**
     * Writes {@code folder/TASK.zip} for every row {@code (task, weights)}; what a file name cannot hold is percent-encoded.
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
            files.write(folder + "/" + name + ".zip", out -> export.write(theta, 0, out));
            count++;
        }
        return count;
    }
}
