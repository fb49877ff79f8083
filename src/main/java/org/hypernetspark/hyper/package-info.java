/**
 * Hypernets: condition, trunk and output strategy make the weights of a target network for every task.
 *
 * <p>All that is trained and shared lies in one flat vector {@code phi}: trunk, head, chunk or component embeddings, and
 * the target's tensors that are not generated. Task embeddings are not in it; they stay with their tasks.
 */
package org.hypernetspark.hyper;
