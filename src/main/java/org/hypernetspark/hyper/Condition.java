package org.hypernetspark.hyper;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hypernetspark.param.ParameterLayout;

/**
 * What the hypernet sees: one or several inputs, joined in this order whatever order they are given in: embedding, support,
 * descriptor, columns, then what is drawn. Immutable.
 *
 * <p>Embedding and support make the task's <em>vector</em>: what a model keeps of each task it knows.
 */
public final class Condition implements Serializable {
    private static final long serialVersionUID = 1;

    private final ArrayList<ConditionInput> inputs;
    private final int size;
    private final int embedding;
    private final int support;
    private final int descriptor;
    private final int samples;

    private Condition(List<? extends ConditionInput> inputs) {
        this.inputs = new ArrayList<>(inputs);
        this.inputs.sort(Comparator.comparingInt(Condition::rank));
        Set<String> names = new HashSet<>();
        for (ConditionInput input : inputs) {
            if (!names.add(input.name())) {
                throw new IllegalArgumentException("A condition has one input of each name, got two named "
                        + input.name() + "; join them into one");
            }
        }
        this.size = inputs.stream().mapToInt(ConditionInput::size).sum();
        this.embedding = sizeOf(EmbeddingInput.class);
        this.support = sizeOf(SupportInput.class);
        this.descriptor = sizeOf(DescriptorInput.class);
        this.samples = drawn().stream().mapToInt(DrawnInput::samples).max().orElse(1);
    }

    /**
     * A learned embedding, the task's descriptor, both, or none.
     *
     * @param embedding size of the learned task embedding; 0 for none
     * @param descriptor size of the given task descriptor; 0 for none
     * @throws IllegalArgumentException if one is negative
     */
    public Condition(int embedding, int descriptor) {
        this(embeddingAndDescriptor(embedding, descriptor));
    }

    /**
     * These inputs joined.
     *
     * @throws IllegalArgumentException if there is none, or two have the same name
     */
    public static Condition of(List<? extends ConditionInput> inputs) {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("A condition needs at least one input: a task embedding, a task"
                    + " descriptor, a support set, columns, a preference or noise");
        }
        return new Condition(inputs);
    }

    /** No input: the hypernet sees what its output strategy alone brings, a task's own chunk embeddings. */
    public static Condition none() {
        return new Condition(List.of());
    }

    /** These inputs joined. */
    public static Condition of(ConditionInput... inputs) {
        return of(List.of(inputs));
    }

    private static List<ConditionInput> embeddingAndDescriptor(int embedding, int descriptor) {
        if (embedding < 0 || descriptor < 0) {
            throw new IllegalArgumentException("The sizes of task embedding and task descriptor must be 0 or more, got "
                    + embedding + " and " + descriptor);
        }
        List<ConditionInput> inputs = new ArrayList<>();
        if (embedding > 0) {
            inputs.add(new EmbeddingInput(embedding));
        }
        if (descriptor > 0) {
            inputs.add(new DescriptorInput(descriptor));
        }
        return inputs;
    }

    static void requireSize(String what, int size) {
        if (size < 1) {
            throw new IllegalArgumentException("A " + what + " has at least 1 value, got size " + size);
        }
    }

    private static int rank(ConditionInput input) {
        if (input instanceof EmbeddingInput) {
            return 0;
        } else if (input instanceof SupportInput) {
            return 1;
        } else if (input instanceof DescriptorInput) {
            return 2;
        }
        return input instanceof ColumnsInput ? 3 : 4;
    }

    private int sizeOf(Class<? extends ConditionInput> kind) {
        ConditionInput input = find(kind);
        return input == null ? 0 : input.size();
    }

    private <T extends ConditionInput> T find(Class<T> kind) {
        return inputs.stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .findFirst()
                .orElse(null);
    }

    /** The inputs in the order they are joined in. */
    public List<ConditionInput> inputs() {
        return List.copyOf(inputs);
    }

    /** The same with a task embedding of another size. */
    Condition withEmbedding(int size) {
        List<ConditionInput> others = new ArrayList<>(inputs);
        others.removeIf(EmbeddingInput.class::isInstance);
        if (size > 0) {
            others.add(new EmbeddingInput(size));
        }
        return new Condition(others);
    }

    /** Length of the condition vector. */
    public int size() {
        return size;
    }

    /** Size of the learned task embedding; 0 for none. */
    public int embedding() {
        return embedding;
    }

    /** Size of the task descriptor; 0 for none. */
    public int descriptor() {
        return descriptor;
    }

    /** Size of a task's vector: its embedding and its encoded support set. It stands first in the condition. */
    public int vector() {
        return embedding + support;
    }

    /** The support set; null if the hypernet sees none. */
    public SupportInput support() {
        return find(SupportInput.class);
    }

    /** The columns of a row that it is generated for; null if a task's rows share their weights. */
    public ColumnsInput columns() {
        return find(ColumnsInput.class);
    }

    /** The preference; null if there is none. */
    public PreferenceInput preference() {
        return find(PreferenceInput.class);
    }

    /** What is drawn, in order. */
    public List<DrawnInput> drawn() {
        return inputs.stream()
                .filter(DrawnInput.class::isInstance)
                .map(DrawnInput.class::cast)
                .toList();
    }

    /** Networks generated for each task (or row) in a step of training. */
    public int samples() {
        return samples;
    }

    /** Whether each row has weights of its own. */
    public boolean perExample() {
        return columns() != null;
    }

    /** Networks generated for a task of {@code batch} rows in a step of training. */
    public int networks(int batch) {
        return samples * (perExample() ? batch : 1);
    }

    /** Where the values of an input begin in the condition vector. */
    public int offset(ConditionInput input) {
        int at = 0;
        for (ConditionInput before : inputs) {
            if (before.equals(input)) {
                return at;
            }
            at += before.size();
        }
        throw new IllegalArgumentException(input.name() + " is no input of this condition");
    }

    /** Values a row must have for a target of so many inputs: these, and what the hypernet alone sees of a row. */
    public int rowWidth(int targetInput) {
        int columns = perExample() ? columns().rowWidth() : 0;
        int rows = support == 0 ? 0 : support().features();
        return Math.max(targetInput, Math.max(columns, rows));
    }

    /** The tensors of all inputs, each name behind that of its input: {@code support.0.dense.weight}. */
    public ParameterLayout parameters() {
        ParameterLayout layout = ParameterLayout.of(List.of());
        for (ConditionInput input : inputs) {
            layout = layout.followedBy(input.parameters().prefixed(input.name() + "."));
        }
        return layout;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Condition condition && inputs.equals(condition.inputs);
    }

    @Override
    public int hashCode() {
        return inputs.hashCode();
    }

    /** All of it, as in fingerprints of runs; of embedding and descriptor as it always was. */
    @Override
    public String toString() {
        List<ConditionInput> others = inputs.stream()
                .filter(input -> rank(input) % 2 != 0 || rank(input) > 2)
                .toList();
        return "Condition[embedding=" + embedding + ", descriptor=" + descriptor
                + (others.isEmpty() ? "" : ", others=" + others) + "]";
    }
}
