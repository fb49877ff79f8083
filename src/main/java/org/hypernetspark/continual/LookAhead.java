package org.hypernetspark.continual;

import org.hypernetspark.train.Optimizer;

/** Where an optimiser's next step would lead, without taking it: works on copies. Not thread-safe. */
final class LookAhead {
    private final Optimizer optimizer;
    private final float[] values;
    private final float[][] slots;
    private final int trained;

    /** For {@code size} values of which the first {@code trained} are trained. */
    LookAhead(Optimizer optimizer, int size, int trained) {
        this.trained = trained;
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
        optimizer.update(values, 0, trained, gradient, 1, slots, step, 1);
        return values;
    }
}
