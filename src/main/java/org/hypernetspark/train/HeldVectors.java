package org.hypernetspark.train;

import java.io.Serializable;
import org.hypernetspark.param.Kernels;

/**
 * Vectors in this process.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it.
 */
public final class HeldVectors implements SharedVectors, Serializable {
    private static final long serialVersionUID = 1;

    private final float[][] vectors;

    HeldVectors(float[][] vectors) {
        this.vectors = vectors;
    }

    @Override
    public float[][] here() {
        return vectors;
    }

    @Override
    public boolean finite() {
        return Kernels.allFinite(vectors[0], 0, vectors[0].length);
    }
}
