package org.hypernetspark.hyper;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Conv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Edges;
import org.hypernetspark.net.Flatten;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;
import org.hypernetspark.reference.ReferenceHypernet;

/**
 * An output strategy for a small convolutional target of 77 weights in four tensors of 2, 18, 54 and 3, with a condition of
 * 5 and mostly a trunk of 8 tanh units.
 *
 * @param generate patterns of the generated tensors; none for all
 * @param heads widths of the heads of a multi-head strategy
 * @param counts sizes expected
 * @param trunk the hypernet's layers before the head
 * @param edges expected between the pieces, if the trunk sees them as a graph
 */
public record StrategyCase(
        OutputStrategy strategy,
        List<String> generate,
        List<Integer> heads,
        WeightForm form,
        Condition condition,
        HypernetCounts counts,
        List<LayerSpec> trunk,
        Edges edges) {
    static final List<String> ALL = List.of();
    static final List<String> WEIGHTS = List.of("*.weight");
    static final List<String> LAST_LAYER = List.of("3.dense.*");
    static final Condition CONDITION = new Condition(3, 2);

    /** With the plain trunk. */
    StrategyCase(
            OutputStrategy strategy,
            List<String> generate,
            List<Integer> heads,
            WeightForm form,
            Condition condition,
            HypernetCounts counts) {
        this(strategy, generate, heads, form, condition, counts, List.of(new Dense(8), Activation.TANH), Edges.chain());
    }

    /** The same behind another trunk. */
    StrategyCase behind(List<LayerSpec> other, List<List<Integer>> pairs) {
        return new StrategyCase(strategy, generate, heads, form, condition, counts, other, new Edges(pairs));
    }

    /** All conditions as usual, weights themselves, no heads of their own. */
    public StrategyCase(OutputStrategy strategy, List<String> generate, int phi, int unused) {
        this(strategy, generate, List.of(), phi, unused);
    }

    StrategyCase(OutputStrategy strategy, List<String> generate, List<Integer> heads, int phi, int unused) {
        this(
                strategy,
                generate,
                heads,
                new DirectForm(),
                CONDITION,
                new HypernetCounts(phi, CONDITION.embedding(), 77, generatedSize(generate), unused));
    }

    /** The same in another form, with another {@code phi}. */
    StrategyCase in(WeightForm other, int phi, int unused, int frozen) {
        HypernetCounts expected =
                new HypernetCounts(phi, counts.embedding(), counts.theta(), counts.generated(), unused, frozen);
        return new StrategyCase(strategy, generate, heads, other, condition, expected);
    }

    /** The same with {@code embedding} learned values of each task instead of 3. */
    StrategyCase with(Condition other, int embedding) {
        HypernetCounts expected = new HypernetCounts(
                counts.phi(), embedding, counts.theta(), counts.generated(), counts.unused(), counts.frozen());
        return new StrategyCase(strategy, generate, heads, form, other, expected);
    }

    private static int generatedSize(List<String> generate) {
        return generate.isEmpty() ? 77 : generate.equals(WEIGHTS) ? 72 : 57;
    }

    static Network target() {
        return Network.of(Shape.of(1, 5, 5), List.of(new Conv2d(2, 3), Activation.RELU, new Flatten(), new Dense(3)));
    }

    HypernetSpec spec() {
        return new HypernetSpec(condition, trunk, strategy, form, generate, HypernetInit.HYPERFAN_IN);
    }

    Hypernet hypernet() {
        return Hypernet.of(spec(), target());
    }

    Set<String> generatedNames() {
        return target().layout().specs().stream()
                .map(ParameterSpec::name)
                .filter(name -> generate.isEmpty()
                        || (generate.equals(WEIGHTS) && name.endsWith(".weight"))
                        || (generate.equals(LAST_LAYER) && name.startsWith("3.")))
                .collect(Collectors.toSet());
    }

    /** For each of the target's values whether it is generated. */
    boolean[] generatedValues() {
        boolean[] values = new boolean[target().layout().size()];
        for (String name : generatedNames()) {
            int offset = target().layout().offset(name);
            int size = target().layout().specs().stream()
                    .filter(spec -> spec.name().equals(name))
                    .mapToInt(ParameterSpec::size)
                    .sum();
            Arrays.fill(values, offset, offset + size, true);
        }
        return values;
    }

    ReferenceHypernet reference() {
        return new ReferenceHypernet(spec(), target(), generatedNames(), heads, edges);
    }

    @Override
    public String toString() {
        String what = form instanceof DirectForm ? "" : form + " by ";
        String behind = trunk.size() == 2 ? "" : " behind " + trunk;
        return what + strategy + behind + " of " + (generate.isEmpty() ? "all" : generate);
    }
}
