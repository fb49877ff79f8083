/**
 * The trainer on Spark: virtual workers as partitions, broadcast of the shared state, slices summed in worker order,
 * embeddings kept with their tasks, rounds committed to a Hadoop file system.
 */
package org.hypernetspark.spark;
