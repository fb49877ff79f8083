package org.hypernetspark.net;

/** A fully connected layer, plain ({@link Dense}) or with its weights normalised ({@link SpectralDense}). */
public sealed interface FullyConnected extends LayerSpec permits Dense, SpectralDense {
    /** Number of outputs. */
    int units();

    /** Whether there is a bias. */
    boolean bias();
}
