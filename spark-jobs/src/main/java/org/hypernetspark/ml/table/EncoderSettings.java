package org.hypernetspark.ml.table;

import java.util.List;

/**
 * How an encoder is to be fitted.
 *
 * @param standardize whether numbers of features and descriptors are standardised
 * @param standardizeLabel whether the label of a regression is standardised
 * @param classes all classes in their order; empty to take those the table holds
 * @param labelType what the label column holds
 */
public record EncoderSettings(
        boolean standardize, boolean standardizeLabel, List<String> classes, LabelType labelType) {}
