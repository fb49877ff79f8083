package org.hypernetspark.ml;

import java.util.List;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.task.Task;

/**
 * What a training would begin with.
 *
 * @param hypernet for the table's features and descriptors
 * @param tasks some of the table's tasks, encoded
 * @param seed of the training
 */
public record TrainingStart(Hypernet hypernet, List<Task> tasks, long seed) {}
