package org.hypernetspark.spark;

import java.io.Serializable;
import java.util.List;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Seeds;
import org.hypernetspark.param.Shape;
import org.hypernetspark.train.TrainingSpec;

/**
 * What an executor needs to know to train, as it travels with Spark's closures.
 *
 * @param hypernetSpec the hypernet without its target
 * @param targetInput shape of one example
 * @param variants layers of each variant of the target, one for a target of one shape
 * @param loss what is made small
 * @param training settings
 * @param base of the trained network that base weights began with, its fingerprint; empty if there is none
 */
record TrainingPlan(
        HypernetSpec hypernetSpec,
        Shape targetInput,
        List<List<LayerSpec>> variants,
        Loss loss,
        TrainingSpec training,
        String base)
        implements Serializable {
    static TrainingPlan of(Hypernet hypernet, Loss loss, TrainingSpec training) {
        return new TrainingPlan(
                hypernet.spec(),
                hypernet.target().input(),
                hypernet.variants().stream()
                        .map(variant -> variant.target().specs())
                        .toList(),
                loss,
                training,
                hypernet.baseFingerprint());
    }

    Hypernet hypernet() {
        return Hypernet.of(
                hypernetSpec,
                variants.stream().map(layers -> Network.of(targetInput, layers)).toList());
    }

    /** Changes when anything changes that a resumed run must share with its first start: all but the number of rounds. */
    String fingerprint() {
        TrainingPlan any = new TrainingPlan(hypernetSpec, targetInput, variants, loss, training.withRounds(1), base);
        return Long.toHexString(Seeds.hash(any.toString()));
    }
}
