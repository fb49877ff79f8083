package org.hypernetspark.jobs;

import org.hypernetspark.ml.HypernetModel;
import picocli.CommandLine.Option;

/** Options of what is done about rows that are out of the ordinary. */
final class PredictionOptions {
    /** What to do about unknown tasks. */
    enum UnknownTask {
        ERROR("error"),
        NAN("nan"),
        ZERO_EMBEDDING("zero-embedding");

        private final String label;

        UnknownTask(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    @Option(
            names = "--unknown-task",
            paramLabel = "WHAT",
            description = "What to do about tasks the model does not know: ${COMPLETION-CANDIDATES}. Default:"
                    + " zero-embedding if the model sees descriptors, else error.")
    private UnknownTask unknownTask;

    /** The model with these options. */
    HypernetModel<?> apply(HypernetModel<?> model) {
        if (unknownTask != null) {
            model.setUnknownTask(unknownTask.toString());
        }
        return model;
    }
}
