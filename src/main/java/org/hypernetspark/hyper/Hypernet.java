package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A hypernet {@code theta = H(c; phi)} for one target network. Immutable, without weights; {@link #pass} gives the working
 * memory to run it.
 *
 * <p>{@code phi} is laid out as: trunk and head, piece embeddings (if there are pieces), the target's shared tensors (if
 * some are not generated), the tensors of the condition's inputs (if they have some).
 */
public final class Hypernet {
    private final HypernetSpec spec;
    private final Network target;
    private final Network generator;
    private final GenerationPlan plan;
    private final Assembly assembly;
    private final List<Segment> generatedRuns;
    private final ParameterLayout layout;

    private Hypernet(HypernetSpec spec, Network target) {
        this.spec = spec;
        this.target = target;
        this.assembly = new Assembly(target.layout(), spec.generate());
        this.plan = spec.output().plan(assembly.generated());
        List<LayerSpec> layers = new ArrayList<>(spec.trunk());
        layers.add(plan.head());
        this.generator = Network.of(Shape.of(spec.condition().size() + plan.pieceEmbedding()), layers);
        this.generatedRuns = assembly.generatedRuns(plan);
        this.layout = generator
                .layout()
                .followedBy(pieceLayout())
                .followedBy(assembly.shared().prefixed("shared."))
                .followedBy(spec.condition().parameters().prefixed("condition."));
    }

    private ParameterLayout pieceLayout() {
        if (plan.pieceEmbedding() == 0) {
            return ParameterLayout.of(List.of());
        }
        Shape shape = Shape.of(plan.pieces(), plan.pieceEmbedding());
        return ParameterLayout.of(List.of(new ParameterSpec("pieces.embedding", ParameterKind.EMBEDDING, shape, 1, 1)));
    }

    /**
     * A hypernet for this target.
     *
     * @throws IllegalArgumentException if the description does not fit the target
     */
    public static Hypernet of(HypernetSpec spec, Network target) {
        return new Hypernet(spec, target);
    }

    /** The description. */
    public HypernetSpec spec() {
        return spec;
    }

    /** The target network. */
    public Network target() {
        return target;
    }

    /** What the hypernet sees of a task. */
    public Condition condition() {
        return spec.condition();
    }

    /** The tensors of {@code phi}. */
    public ParameterLayout layout() {
        return layout;
    }

    /** Trunk and head as one network: condition and piece embedding in, one piece of weights out. */
    public Network generator() {
        return generator;
    }

    /** Runs of trunk and head, and where their outputs go in the generated vector. */
    public GenerationPlan plan() {
        return plan;
    }

    /** Exact sizes. */
    public HypernetCounts counts() {
        return new HypernetCounts(
                layout.size(),
                spec.condition().embedding(),
                target.layout().size(),
                assembly.generated().size(),
                plan.unused());
    }

    /** A freshly initialised {@code phi}; depends on {@code seed} alone. */
    public float[] initialize(long seed) {
        return new PhiInitializer(this).initialize(seed);
    }

    /** Working memory to generate the weights of up to {@code maxTasks} tasks at once. */
    public HypernetPass pass(int maxTasks) {
        return new HypernetPass(this, maxTasks);
    }

    /**
     * Working memory for the conditions of up to {@code maxTasks} tasks.
     *
     * @param samples networks for each task or row: 1, or {@link Condition#samples} in training
     * @param batch rows of each task
     * @param supportRows rows of each task's support set; 0 to set vectors that were encoded before
     */
    public ConditionPass conditionPass(int maxTasks, int samples, int batch, int supportRows) {
        return new ConditionPass(this, maxTasks, samples, batch, supportRows);
    }

    /** Runs of generated values, {@code to} in the target's vector. */
    List<Segment> generatedRuns() {
        return generatedRuns;
    }

    /** Runs of shared values, {@code from} in the shared vector, {@code to} in the target's. */
    List<Segment> sharedRuns() {
        return assembly.sharedRuns();
    }

    /** Where the piece embeddings begin in {@code phi}. */
    int pieceEmbeddingAt() {
        return generator.layout().size();
    }

    /** Where the shared tensors begin in {@code phi}. */
    int sharedAt() {
        return pieceEmbeddingAt() + plan.pieces() * plan.pieceEmbedding();
    }

    /** Where the tensors of the support set's encoder begin in {@code phi}: at its end. */
    int supportAt() {
        return layout.size() - spec.condition().parameters().size();
    }

    /** Whether the generator's outputs, as they lie, are the target's vectors: then nothing is copied. */
    boolean direct() {
        int end = 0;
        for (Segment run : generatedRuns) {
            if (run.to() != run.piece() * plan.width() + run.from() || run.to() != end) {
                return false;
            }
            end = run.to() + run.length();
        }
        return sharedRuns().isEmpty();
    }
}
