/** The settings and data of continual learning jobs. */
package org.hypernetspark.jobs.continual;
