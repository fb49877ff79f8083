package org.hypernetspark.ml.predict;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import org.hypernetspark.hyper.Condition;
import org.hypernetspark.hyper.Hypernet;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.TaskEmbeddings;
import org.hypernetspark.ml.table.FeatureEncoder;
import org.hypernetspark.model.SavedModel;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Loss;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Shape;
import org.hypernetspark.task.Task;

/** What executors need of a model; broadcast once for each model and session. Immutable. */
public final class ModelPayload implements Serializable {
    private static final long serialVersionUID = 1;

    private final HypernetSpec spec;
    private final Shape input;
    private final ArrayList<ArrayList<LayerSpec>> variants = new ArrayList<>();
    private final Loss loss;
    private final float[] phi;
    private final TaskEmbeddings embeddings;
    private final FeatureEncoder encoder;

    /** The payload of a model; {@code encoder} is the one its preprocessing describes. */
    public ModelPayload(SavedModel model, FeatureEncoder encoder) {
        this.spec = model.spec();
        this.input = model.target().input();
        model.target().variants().values().forEach(layers -> variants.add(new ArrayList<>(layers)));
        this.loss = model.target().loss();
        this.phi = model.phi();
        this.embeddings = model.embeddings();
        this.encoder = encoder;
    }

    /** The hypernet; of a target with variants that of the first. */
    public Hypernet hypernet() {
        return Hypernet.of(
                spec, variants.stream().map(layers -> Network.of(input, layers)).toList());
    }

    /** How many variants the target has. */
    int variants() {
        return variants.size();
    }

    /**
     * The variant of a task: that it was trained with, or for an unknown task the one its row names.
     *
     * @param named by the row; negative if it names none
     * @throws IllegalArgumentException if the task is unknown and its row names none
     */
    int variant(String task, int named) {
        int index = embeddings.indexOf(task);
        if (index < 0 && named < 0 && variants.size() > 1) {
            throw new IllegalArgumentException(
                    "Task \"" + task + "\" was not in the training table, and the table has no"
                            + " column \"" + encoder.variant().name()
                            + "\" that says which variant of the target it has; add it,"
                            + " or set unknownTask to \"nan\"");
        }
        return index >= 0 ? embeddings.variant(index) : Math.max(0, named);
    }

    /** The task under the variant it was trained with, if it is known. */
    public Task asKnown(Task task) {
        int variant = variant(task.id(), task.variant());
        return variant == task.variant() ? task : task.ofVariant(variant);
    }

    /** The loss, whose link makes predictions of outputs. */
    public Loss loss() {
        return loss;
    }

    /** The shared parameters. */
    public float[] phi() {
        return phi;
    }

    /** The tasks' vectors: embeddings and encoded support sets. */
    public TaskEmbeddings embeddings() {
        return embeddings;
    }

    /** How rows are encoded. */
    public FeatureEncoder encoder() {
        return encoder;
    }

    /** What the hypernet sees. */
    public Condition condition() {
        return spec.condition();
    }

    /** Whether a task can be predicted as one that was trained: all can if the hypernet keeps nothing of tasks. */
    public boolean known(String task) {
        return embeddings.size() == 0 || embeddings.indexOf(task) >= 0;
    }

    /** Writes a task's vector (embedding and encoded support set) to {@code to[at ..]}; zeros if the task is unknown. */
    public void vector(String task, float[] to, int at) {
        int index = embeddings.indexOf(task);
        if (index >= 0) {
            embeddings.copy(index, to, at);
        } else {
            Arrays.fill(to, at, at + embeddings.size(), 0);
        }
    }
}
