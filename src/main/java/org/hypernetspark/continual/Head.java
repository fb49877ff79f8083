package org.hypernetspark.continual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Slice;
import org.hypernetspark.param.ParameterSpec;

/**
 * The outputs of the target network that belong to one task.
 *
 * @param from first output
 * @param size number of outputs
 */
record Head(int from, int size) {
    /**
     * The head of each task: equal shares of the outputs, in order.
     *
     * @param separate whether each task has its own outputs; else all tasks share all
     * @throws IllegalArgumentException if the outputs cannot be shared out equally
     */
    static List<Head> of(Network target, int tasks, boolean separate) {
        int outputs = target.output().size();
        if (separate && outputs % tasks != 0) {
            throw new IllegalArgumentException("The target's " + outputs + " outputs cannot be dealt to the heads of "
                    + tasks + " tasks; make its last layer " + tasks
                    + " times as wide as one task needs, or set heads to false");
        }
        List<Head> heads = new ArrayList<>();
        int size = separate ? outputs / tasks : outputs;
        for (int task = 0; task < tasks; task++) {
            heads.add(new Head(separate ? task * size : 0, size));
        }
        return heads;
    }

    /** The target with this head's outputs alone; its weights lie as the target's do. */
    Network on(Network target) {
        if (size == target.output().size()) {
            return target;
        }
        List<LayerSpec> layers = new ArrayList<>(target.specs());
        layers.add(new Slice(from, size));
        return Network.of(target.input(), layers);
    }

    /**
     * For each of the target's weights 1 if this head's outputs can depend on it, else 0: weights of other outputs' units.
     *
     * @throws IllegalArgumentException if the target does not end with a dense layer
     */
    float[] mask(Network target) {
        float[] mask = new float[target.layout().size()];
        Arrays.fill(mask, 1);
        int last = target.specs().size() - 1;
        if (!(target.specs().get(last) instanceof Dense dense)) {
            throw new IllegalArgumentException("masked heads need a target that ends with a dense layer, got "
                    + target.specs().get(last).name());
        }
        for (int i = 0; i < target.layout().specs().size(); i++) {
            if (target.layout().offset(i) >= target.offset(last)) {
                clearOthers(
                        mask, target.layout().offset(i), target.layout().specs().get(i), dense.units());
            }
        }
        return mask;
    }

    private void clearOthers(float[] mask, int at, ParameterSpec tensor, int units) {
        int perUnit = tensor.size() / units;
        Arrays.fill(mask, at, at + from * perUnit, 0);
        Arrays.fill(mask, at + (from + size) * perUnit, at + tensor.size(), 0);
    }
}
