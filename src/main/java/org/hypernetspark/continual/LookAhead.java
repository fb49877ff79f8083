package org.hypernetspark.continual;

import org.hypernetspark.train.Optimizer;

/** Where an optimiser's next step would lead, without taking it: works on copies. Not thread-safe. */
final class LookAhead {
    private final Optimizer optimizer;
    private final float[] values;
    private final float[][] slots;

    /** For {@code size} values. */
    LookAhead(Optimizer optimizer, int size) {
        this.optimizer = optimizer;
        this.values = new float[size];
        this.slots = optimizer.newSlots(size);
    }

    /** The values after a step with this gradient, valid until the next call; neither values nor state are changed. */
    float[] after(float[] current, float[] gradient, float[][] currentSlots, long step) {
        System.arraycopy(current, 0, values, 0, values.length);
        for (int i = 0; i < slots.length; i++) {
            System.arraycopy(currentSlots[i], 0, slots[i], 0, values.length);
        }
        optimizer.update(values, 0, values.length, gradient, 1, slots, step, 1);
        return values;
    }
}
