/**
 * The command line: {@code hypernet train|evaluate|predict|adapt|export|inspect|compare}.
 *
 * <p>Commands read options and configurations and call the Spark ML estimators of {@code ml}; they hold no training code.
 * Exit codes: 0 done, 1 internal error, 2 a mistake of the user (one message, nothing written), 3 training diverged.
 */
package org.hypernetspark.jobs;
