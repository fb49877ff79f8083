package org.hypernetspark.ml.table;

/**
 * How an encoder is to be fitted.
 *
 * @param standardize whether numbers of features and descriptors are standardised
 * @param standardizeLabel whether the label of a regression is standardised
 * @param classes number of classes, whose labels are then 0 .. classes-1; 0 to take those the table holds
 * @param labelType what the label column holds
 */
public record EncoderSettings(boolean standardize, boolean standardizeLabel, int classes, LabelType labelType) {}
