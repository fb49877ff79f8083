/** Published results computed again, each by a main class that {@code scripts/reproduce.sh} runs and that writes a page of results. */
package org.hypernetspark.reproduce;
