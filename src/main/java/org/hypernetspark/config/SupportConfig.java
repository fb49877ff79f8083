package org.hypernetspark.config;

import java.util.List;
import org.hypernetspark.hyper.SupportInput;
import org.hypernetspark.hyper.SupportInput.Pooling;
import org.hypernetspark.net.LayerSpec;

/**
 * A support set as configured, before the data has told what a row is.
 *
 * @param rows drawn in each step
 * @param predictRows of a task that are encoded outside training, at most
 * @param encoder layers that every row runs through
 * @param pooling how the rows become one vector
 */
public record SupportConfig(int rows, int predictRows, List<LayerSpec> encoder, Pooling pooling) {
    /** Copies the list. */
    public SupportConfig {
        encoder = List.copyOf(encoder);
    }

    SupportInput resolve(DataShape data) {
        return new SupportInput(rows, predictRows, data.features(), data.labels(), data.classes(), encoder, pooling);
    }
}
