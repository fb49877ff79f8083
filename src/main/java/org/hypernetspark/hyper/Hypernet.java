package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.Interval;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Seeds;

/**
 * A hypernet {@code theta = H(c; phi)} for one target network, or for one variant of a family of them. Immutable, without
 * weights; {@link #pass} gives the working memory to run it.
 *
 * <p>{@code phi} is laid out as: trunk and head (of each part of the plan), piece embeddings (if there are pieces), the
 * target's shared tensors (if some are not generated), the tensors of the condition's inputs (if they have some), base weights
 * (if the form has them). Frozen ones are last, so what is trained is {@code phi[0 .. trained())}.
 */
public final class Hypernet {
    /** So many generated weights and gradients stay in the caches of a processor: 16 MiB. */
    private static final int CACHED = 1 << 22;

    private final HypernetSpec spec;
    private final GeneratedTensors made;
    private final GenerationPlan plan;
    private final List<Generator> generators;
    private final Condition condition;
    private final ParameterLayout base;
    private final ParameterLayout layout;
    private final List<Hypernet> variants;
    private final float[] trainedNetwork;

    private Hypernet(
            HypernetSpec spec,
            GeneratedTensors made,
            GenerationPlan plan,
            List<Hypernet> variants,
            float[] trainedNetwork) {
        this.spec = spec;
        this.made = made;
        this.plan = plan;
        this.variants = Collections.unmodifiableList(variants);
        this.trainedNetwork = trainedNetwork;
        this.generators = Generator.of(spec, plan, () -> PieceGraph.of(made.target(), made.raw(), plan));
        generators.forEach(generator -> spec.init().check(generator, spec.together()));
        int own = generators.stream().mapToInt(Generator::perTaskSize).sum();
        this.condition = spec.condition().withEmbedding(spec.condition().embedding() + own);
        this.base = baseLayout();
        this.layout = allParameters();
    }

    private ParameterLayout baseLayout() {
        List<ParameterSpec> specs = new ArrayList<>();
        for (int i = 0; i < made.tensors().size(); i++) {
            if (made.tensors().get(i).base()) {
                specs.add(made.generated().specs().get(i));
            }
        }
        return ParameterLayout.of(specs);
    }

    private ParameterLayout allParameters() {
        List<ParameterSpec> specs = new ArrayList<>();
        generators.forEach(generator -> specs.addAll(generator.layout().specs()));
        generators.forEach(generator -> specs.addAll(generator.embeddings().specs()));
        specs.addAll(made.assembly().shared().prefixed("shared.").specs());
        specs.addAll(spec.condition().parameters().prefixed("condition.").specs());
        specs.addAll(base.prefixed("base.").specs());
        return ParameterLayout.of(specs);
    }

    /**
     * A hypernet for this target.
     *
     * @throws IllegalArgumentException if the description does not fit the target
     */
    public static Hypernet of(HypernetSpec spec, Network target) {
        return of(spec, List.of(target));
    }

    /**
     * A hypernet for a family of targets, whose variants may differ in width, depth and number of outputs; one {@code phi}
     * makes them all.
     *
     * @param variants at least one, of the same input shape
     * @return the hypernet of the first variant; {@link #variant} gives the others
     * @throws IllegalArgumentException if the description does not fit a variant, or cannot make targets of several shapes
     */
    public static Hypernet of(HypernetSpec spec, List<Network> variants) {
        List<GeneratedTensors> made = GeneratedTensors.of(spec, variants);
        List<GenerationPlan> plans =
                spec.output().plans(made.stream().map(GeneratedTensors::raw).toList());
        List<Hypernet> family = new ArrayList<>();
        for (int i = 0; i < made.size(); i++) {
            family.add(new Hypernet(spec, made.get(i), plans.get(i), family, null));
        }
        Hypernet first = family.get(0);
        for (Hypernet other : family) {
            if (!other.layout.fingerprint().equals(first.layout.fingerprint())) {
                throw new IllegalArgumentException("The output " + spec.output().name()
                        + " plans other parameters for the" + " variants of a target; expected one phi for all");
            }
        }
        return first;
    }

    /**
     * The same, whose base weights begin as those of a trained network, and so do shared tensors: where generated values are
     * zero, targets begin as that network.
     *
     * @param theta the network's weights as the target lays them out; copied
     * @throws IllegalArgumentException if there are no base weights, or the network is of another size or not finite
     */
    public Hypernet withBase(float[] theta) {
        if (spec.form().base() == Base.NONE) {
            throw new IllegalArgumentException("The form " + spec.form().name()
                    + " has no base weights that could come from a trained network; use delta, scales, masks,"
                    + " or low-rank with a base");
        }
        if (theta.length != target().layout().size()) {
            throw new IllegalArgumentException(
                    "The target has " + target().layout().size()
                            + " weights, but the trained network that its base comes from has " + theta.length
                            + "; its layers must be those of the target");
        }
        if (!Kernels.allFinite(theta, 0, theta.length)) {
            throw new IllegalArgumentException(
                    "A weight of the trained network that the base comes from is not finite; train it again");
        }
        List<Hypernet> alone = new ArrayList<>();
        alone.add(new Hypernet(spec, made, plan, alone, theta.clone()));
        return alone.get(0);
    }

    /** Changes when the trained network that base weights come from changes; empty if they begin by the initialisation. */
    public String baseFingerprint() {
        if (trainedNetwork == null) {
            return "";
        }
        long hash = trainedNetwork.length;
        for (float weight : trainedNetwork) {
            hash = Seeds.mix(hash + Float.floatToIntBits(weight));
        }
        return Long.toHexString(hash);
    }

    /** The description. */
    public HypernetSpec spec() {
        return spec;
    }

    /** The target network: in a family that of this variant. */
    public Network target() {
        return made.target();
    }

    /** The hypernet as it makes each variant of its family; of a target of one shape only itself. */
    public List<Hypernet> variants() {
        return variants;
    }

    /**
     * The hypernet as it makes one variant.
     *
     * @throws IllegalArgumentException if there is no such variant
     */
    public Hypernet variant(int number) {
        if (number < 0 || number >= variants.size()) {
            throw new IllegalArgumentException(
                    "Expected a variant from 0 to " + (variants.size() - 1) + ", got " + number);
        }
        return variants.get(number);
    }

    /**
     * The target network of a hypernet that makes targets of one shape.
     *
     * @throws IllegalArgumentException if the target has variants, naming who needs one shape
     */
    public Network onlyTarget(String who) {
        if (variants.size() > 1) {
            throw new IllegalArgumentException(
                    who + " needs a target of one shape; this one has " + variants.size() + " variants");
        }
        return target();
    }

    /**
     * What the hypernet sees of a task. Where each task has piece embeddings of its own, they count to its embedding, behind
     * that of the description.
     */
    public Condition condition() {
        return condition;
    }

    /** The tensors of {@code phi}. */
    public ParameterLayout layout() {
        return layout;
    }

    /** How many of the first values of {@code phi} are trained: all but frozen base weights. */
    public int trained() {
        return layout.size() - (spec.form().base() == Base.FROZEN ? base.size() : 0);
    }

    /** The parts of {@code phi} that can be updated on the way back ({@link HypernetPass#updateBy}): large heads, in order. */
    public List<Interval> updated() {
        return generators.stream()
                .flatMap(generator -> generator.network().updated().stream()
                        .map(part -> new Interval(generator.at() + part.from(), generator.at() + part.to())))
                .toList();
    }

    /**
     * How many of a step's tasks to take from conditions to gradients together: all, or, where {@code phi} is small beside
     * what it generates, an equal share of them that leaves weights and gradients in the caches, at least 1. The sum over
     * tasks follows the groups, so results depend on it in the last bits.
     *
     * @param tasks of a step
     * @param batch rows of each task
     */
    public int tasksTogether(int tasks, int batch) {
        long weights = (long) target().layout().size() * condition.networks(batch);
        int most = (int) Math.max(1, CACHED / (2 * weights));
        if (most >= tasks || layout.size() > most * weights / 2) {
            return tasks;
        }
        int groups = (tasks + most - 1) / most;
        return (tasks + groups - 1) / groups;
    }

    /**
     * Trunk and head as one network: condition and piece embedding in, one piece of weights out; where the plan has several
     * parts, that of the first.
     */
    public Network generator() {
        return generators.get(0).network();
    }

    /** Trunk and head of each part of the plan. */
    public List<Network> networks() {
        return generators.stream().map(Generator::network).toList();
    }

    /** Runs of trunk and head, and where their outputs go in the raw vector. */
    public GenerationPlan plan() {
        return plan;
    }

    /** Exact sizes. */
    public HypernetCounts counts() {
        return new HypernetCounts(
                trained(),
                condition.embedding(),
                target().layout().size(),
                made.generated().size(),
                plan.unused(),
                layout.size() - trained());
    }

    /** A freshly initialised {@code phi}; depends on {@code seed} alone, and on the trained network of {@link #withBase}. */
    public float[] initialize(long seed) {
        return new PhiInitializer(this, seed).initialize();
    }

    /** Working memory to generate the weights of up to {@code maxTasks} tasks at once. */
    public HypernetPass pass(int maxTasks) {
        return new HypernetPass(this, maxTasks, 1);
    }

    /**
     * The same for target networks that take weights side by side: they are generated so where they can be ({@link org.hypernetspark.net.Weights#lanes}).
     *
     * @param lanes of the target networks ({@link org.hypernetspark.net.NetworkPass#lanes})
     */
    public HypernetPass pass(int maxTasks, int lanes) {
        return new HypernetPass(this, maxTasks, lanes);
    }

    /** The weights that base and shared tensors begin with; null if the initialisation makes them. Not to be changed. */
    float[] trainedNetwork() {
        return trainedNetwork;
    }

    /** The networks of the plan's parts. */
    List<Generator> generators() {
        return generators;
    }

    /** How each generated tensor is made. */
    List<TensorForm> tensors() {
        return made.tensors();
    }

    /** The tensors that the generators make. */
    ParameterLayout raw() {
        return made.raw();
    }

    /** Whether weights are made of raw values, instead of being them. */
    boolean formed() {
        return !base.specs().isEmpty() || made.raw().size() != made.generated().size();
    }

    /** Length of the vectors that a generator's runs are put together to: raw values, or the weights themselves. */
    int rawSize() {
        return formed() ? made.raw().size() : target().layout().size();
    }

    /** Runs of a generator's outputs, {@code piece} counted from its first, {@code to} in the vector of {@link #rawSize}. */
    List<Segment> runsOf(Generator generator) {
        int first = generator.firstPiece();
        int end = first + generator.part().pieces();
        List<Segment> runs = formed() ? plan.segments() : made.assembly().generatedRuns(plan);
        return runs.stream()
                .filter(run -> run.piece() >= first && run.piece() < end)
                .map(run -> new Segment(run.piece() - first, run.from(), run.to(), run.length()))
                .toList();
    }

    /** The target's tensors that are generated. */
    ParameterLayout generatedTensors() {
        return made.generated();
    }

    /** The generated tensor of this number, in order. */
    ParameterSpec generated(int index) {
        return made.generated().specs().get(index);
    }

    /** Where the generated tensor of this number begins in the target's vector. */
    int generatedAt(int index) {
        return target().layout().offset(generated(index).name());
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

    /** Runs of shared values, {@code from} in the shared vector, {@code to} in the target's. */
    List<Segment> sharedRuns() {
        return made.assembly().sharedRuns();
    }

    /** Where the shared tensors begin in {@code phi}. */
    int sharedAt() {
        return supportAt() - sharedSize();
    }

    /** Values of the shared tensors. */
    int sharedSize() {
        return made.assembly().shared().size();
    }

    /** Where the base weights begin in {@code phi}. */
    int baseAt() {
        return layout.size() - base.size();
    }

    /** Where the tensors of the support set's encoder begin in {@code phi}. */
    int supportAt() {
        return baseAt() - spec.condition().parameters().size();
    }

    /** Whether the only generator's outputs, as they lie, are the vectors of {@link #rawSize}: then nothing is copied. */
    boolean direct() {
        int width = generators.get(0).part().width();
        int end = 0;
        for (Segment run : runsOf(generators.get(0))) {
            if (run.to() != run.piece() * width + run.from() || run.to() != end) {
                return false;
            }
            end = run.to() + run.length();
        }
        return generators.size() == 1 && end == rawSize();
    }
}
