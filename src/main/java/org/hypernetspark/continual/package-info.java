/**
 * Continual learning: tasks one after the other, learned by one hypernet that is kept from forgetting (von Oswald et al. 2020),
 * and the methods it is compared with.
 */
package org.hypernetspark.continual;
