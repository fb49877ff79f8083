/**
 * Tables become tasks: which columns are used, how their values are encoded, and the one shuffle that brings each task's
 * rows together in an order that does not depend on how the table was partitioned.
 */
package org.hypernetspark.ml.table;
