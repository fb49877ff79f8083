/** What a job's {@code data} section says: which tables are read, which columns serve as what, and which rows are held out. */
package org.hypernetspark.jobs.data;
