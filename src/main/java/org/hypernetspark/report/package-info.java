/**
 * What people see of a run: progress on the console, one CSV row a round, result tables, and an HTML report.
 *
 * <p>Everything here writes to a writer given from outside and reads records only; nothing changes the result of a run.
 */
package org.hypernetspark.report;
