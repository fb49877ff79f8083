/**
 * The public Spark ML API: estimators of hypernets for regression and classification, and their models.
 *
 * <p>{@link org.hypernetspark.ml.HypernetRegressor} and {@link org.hypernetspark.ml.HypernetClassifier} take a table with a
 * task column and train one hypernet that generates a network for every task; their models predict rows of known tasks, of
 * unseen tasks with a descriptor, and of new tasks after adapting to a few rows.
 */
package org.hypernetspark.ml;
