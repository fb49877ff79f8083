/**
 * Measurements of what Spark costs and how far it carries: rounds on clusters, bytes through the driver, very many tasks,
 * prediction. Each is a program that prints one line of JSON for each result.
 */
package org.hypernetspark.bench.scale;
