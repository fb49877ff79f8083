/**
 * The benchmark: fixtures that all systems begin from, our systems under test, the machine's floor, and micro-benchmarks.
 *
 * <p>{@code bench/run.py} starts these programs and their peers, and takes turns among them.
 */
package org.hypernetspark.bench;
