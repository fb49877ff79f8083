/** Columns added to a table block by block, as operators of Spark SQL: the one place that knows Spark's plans and its rows' memory. */
package org.hypernetspark.ml.plan;
