/** Prediction on executors: each task's network is generated once for each partition, then rows run through it in blocks. */
package org.hypernetspark.ml.predict;
