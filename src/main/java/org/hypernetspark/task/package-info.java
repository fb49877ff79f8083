/** Tasks: their rows and descriptors in primitive arrays, their placement on virtual workers, and their batches. */
package org.hypernetspark.task;
