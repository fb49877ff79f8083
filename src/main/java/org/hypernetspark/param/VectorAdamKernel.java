package org.hypernetspark.param;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link AdamKernel} by the Vector API. {@link Simd} finds out whether it can be loaded. */
final class VectorAdamKernel implements AdamKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int L = SPECIES.length();

    @Override
    public void update(
            float[] values,
            float[] first,
            float[] second,
            int at,
            int n,
            float[] gradient,
            int gradientAt,
            float scale,
            float coupled,
            float beta1,
            float beta2,
            float size,
            float epsilon,
            float keep) {
        int whole = n - n % L;
        for (int i = 0; i < whole; i += L) {
            FloatVector w = FloatVector.fromArray(SPECIES, values, at + i);
            FloatVector g = FloatVector.fromArray(SPECIES, gradient, gradientAt + i)
                    .mul(scale)
                    .add(w.mul(coupled));
            FloatVector m = FloatVector.fromArray(SPECIES, first, at + i)
                    .mul(beta1)
                    .add(g.mul(1 - beta1))
                    .add(Kernels.FLUSH)
                    .sub(Kernels.FLUSH);
            FloatVector v = FloatVector.fromArray(SPECIES, second, at + i)
                    .mul(beta2)
                    .add(g.mul(1 - beta2).mul(g))
                    .add(Kernels.FLUSH)
                    .sub(Kernels.FLUSH);
            m.intoArray(first, at + i);
            v.intoArray(second, at + i);
            FloatVector root = v.lanewise(VectorOperators.SQRT).add(epsilon);
            w.mul(keep).sub(m.mul(size).div(root)).intoArray(values, at + i);
        }
        for (int i = whole; i < n; i++) {
            float w = values[at + i];
            float g = scale * gradient[gradientAt + i] + coupled * w;
            float m = beta1 * first[at + i] + (1 - beta1) * g + Kernels.FLUSH - Kernels.FLUSH;
            float v = beta2 * second[at + i] + (1 - beta2) * g * g + Kernels.FLUSH - Kernels.FLUSH;
            first[at + i] = m;
            second[at + i] = v;
            values[at + i] = keep * w - size * m / ((float) Math.sqrt(v) + epsilon);
        }
    }
}
