/** Which hypernet to begin with: from what is known of the tasks to a configuration, its costs and the reasons. Pure functions. */
package org.hypernetspark.advice;
