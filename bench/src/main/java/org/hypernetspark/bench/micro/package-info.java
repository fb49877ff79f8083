/** Micro-benchmarks of the parts of a step, by JMH: {@code scripts/bench.sh --micro [JMH-ARGUMENT...]}. */
package org.hypernetspark.bench.micro;
