/** Published results, computed again; {@code scripts/reproduce.sh} runs the programs. */
package org.hypernetspark.reproduce;
