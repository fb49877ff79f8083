package org.hypernetspark.model;

import java.util.Objects;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.net.TargetSpec;

/**
 * A trained hypernet with all that is needed to use it.
 *
 * @param target the target network, its input shape known
 * @param spec the hypernet, its descriptor's size known
 * @param phi the shared parameters, not to be changed
 * @param embeddings the vectors of the tasks, of the size that the condition says: learned embeddings, and encoded support
 *     sets behind them
 * @param preprocessing how rows of a table become inputs, as JSON of whoever made it; empty for none
 * @param manifest where the model comes from
 */
public record SavedModel(
        TargetSpec target,
        HypernetSpec spec,
        float[] phi,
        TaskEmbeddings embeddings,
        String preprocessing,
        RunManifest manifest) {
    /**
     * Checks that the parts fit each other.
     *
     * @throws IllegalArgumentException if they do not, naming what was expected and what came
     */
    public SavedModel {
        Objects.requireNonNull(preprocessing, "preprocessing");
        Objects.requireNonNull(manifest, "manifest");
        Hypernet hypernet = Hypernet.of(spec, target.networks());
        int expected = hypernet.layout().size();
        if (phi.length != expected) {
            throw new IllegalArgumentException(
                    "The hypernet has " + expected + " shared parameters, got " + phi.length);
        }
        if (embeddings.size() != hypernet.condition().vector()) {
            throw new IllegalArgumentException("The hypernet's condition has a task embedding of size "
                    + hypernet.condition().embedding()
                    + (hypernet.condition().support() == null
                            ? ""
                            : " and an encoded support set, together "
                                    + hypernet.condition().vector())
                    + ", got embeddings of size " + embeddings.size());
        }
        int variants = hypernet.variants().size();
        for (int variant : embeddings.variants()) {
            if (variant < 0 || variant >= variants) {
                throw new IllegalArgumentException(
                        "A task has variant " + variant + " of the target, which has " + variants + ", counted from 0");
            }
        }
    }

    /** The hypernet that {@link #phi} belongs to; of a target with variants that of the first. */
    public Hypernet hypernet() {
        return Hypernet.of(spec, target.networks());
    }

    /** The same with other task embeddings. */
    public SavedModel with(TaskEmbeddings newEmbeddings) {
        return new SavedModel(target, spec, phi, newEmbeddings, preprocessing, manifest);
    }
}
