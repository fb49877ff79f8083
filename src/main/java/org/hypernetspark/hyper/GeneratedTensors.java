package org.hypernetspark.hyper;

import java.util.List;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.ParameterLayout;

/**
 * What a hypernet makes of one target.
 *
 * @param target the network
 * @param assembly which of its tensors are generated
 * @param tensors how each generated tensor is made
 * @param raw the tensors that the generators make
 */
record GeneratedTensors(Network target, Assembly assembly, List<TensorForm> tensors, ParameterLayout raw) {
    /**
     * For each variant of a family.
     *
     * @throws IllegalArgumentException if the description does not fit a variant, or several variants do not fit each other
     */
    static List<GeneratedTensors> of(HypernetSpec spec, List<Network> variants) {
        List<GeneratedTensors> made =
                variants.stream().map(target -> of(spec, target)).toList();
        if (variants.size() > 1) {
            made.forEach(each -> each.checkVariant(spec, variants.get(0)));
        }
        return made;
    }

    private static GeneratedTensors of(HypernetSpec spec, Network target) {
        Assembly assembly = new Assembly(target.layout(), spec.generate());
        List<TensorForm> tensors =
                assembly.generated().specs().stream().map(spec.form()::of).toList();
        ParameterLayout raw = ParameterLayout.of(
                tensors.stream().flatMap(tensor -> tensor.raw().stream()).toList());
        return new GeneratedTensors(target, assembly, tensors, raw);
    }

    /** What lies in {@code phi} in the target's own shape cannot be of several shapes. */
    private void checkVariant(HypernetSpec spec, Network first) {
        if (!target.input().equals(first.input())) {
            throw new IllegalArgumentException("The variants of a target see the same input; expected " + first.input()
                    + ", got " + target.input());
        }
        if (!assembly.shared().specs().isEmpty()) {
            throw new IllegalArgumentException(
                    "A target with variants has no weights that all tasks share: their shapes"
                            + " differ; generate all of it, so leave generate out (it is " + spec.generate() + ")");
        }
        if (tensors.stream().anyMatch(TensorForm::base)) {
            throw new IllegalArgumentException("The form " + spec.form().name() + " changes base weights, whose shape"
                    + " cannot differ by variant of the target; use the form weights, or low-rank without a base");
        }
    }

    /** The target's tensors that are generated. */
    ParameterLayout generated() {
        return assembly.generated();
    }
}
