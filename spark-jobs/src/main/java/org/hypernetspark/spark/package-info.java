/**
 * The trainer on Spark: virtual workers in groups, a group in a Spark task, slices summed in worker order that stay on the executors for the next
 * round, embeddings kept with their tasks, rounds committed to a Hadoop file system.
 */
package org.hypernetspark.spark;
