package org.hypernetspark.param;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link ErrorKernel} by the Vector API. {@link Simd} finds out whether it can be loaded. */
final class VectorErrorKernel implements ErrorKernel {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int L = SPECIES.length();

    @Override
    public int count(int n, float[] mask, int at) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector ones = FloatVector.broadcast(SPECIES, 1);
        FloatVector sums = zero;
        int whole = n - n % L;
        for (int i = at; i < at + whole; i += L) {
            VectorMask<Float> out = FloatVector.fromArray(SPECIES, mask, i).compare(VectorOperators.EQ, zero);
            sums = sums.add(ones.blend(zero, out));
        }
        int count = (int) sums.reduceLanes(VectorOperators.ADD);
        for (int i = at + whole; i < at + n; i++) {
            count += mask[i] == 0 ? 0 : 1;
        }
        return count;
    }

    @Override
    public float squares(int n, float[] outputs, float[] labels, float[] mask, int at) {
        FloatVector zero = FloatVector.zero(SPECIES);
        FloatVector sums = zero;
        int whole = n - n % L;
        for (int i = at; i < at + whole; i += L) {
            VectorMask<Float> out = FloatVector.fromArray(SPECIES, mask, i).compare(VectorOperators.EQ, zero);
            FloatVector error = FloatVector.fromArray(SPECIES, outputs, i)
                    .sub(FloatVector.fromArray(SPECIES, labels, i))
                    .blend(zero, out);
            sums = error.fma(error, sums);
        }
        float sum = sums.reduceLanes(VectorOperators.ADD);
        for (int i = at + whole; i < at + n; i++) {
            float error = mask[i] == 0 ? 0 : outputs[i] - labels[i];
            sum += error * error;
        }
        return sum;
    }

    @Override
    public void errors(int n, float factor, float[] outputs, float[] labels, float[] mask, int at, float[] to) {
        FloatVector zero = FloatVector.zero(SPECIES);
        int whole = n - n % L;
        for (int i = at; i < at + whole; i += L) {
            VectorMask<Float> out = FloatVector.fromArray(SPECIES, mask, i).compare(VectorOperators.EQ, zero);
            FloatVector.fromArray(SPECIES, outputs, i)
                    .sub(FloatVector.fromArray(SPECIES, labels, i))
                    .mul(factor)
                    .blend(zero, out)
                    .intoArray(to, i);
        }
        for (int i = at + whole; i < at + n; i++) {
            to[i] = mask[i] == 0 ? 0 : factor * (outputs[i] - labels[i]);
        }
    }
}
