package org.hypernetspark.hyper;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.param.ParameterLayout;
import org.hypernetspark.param.ParameterSpec;

/**
 * The components of one target, in the order of its weights.
 *
 * <p>A component's role says what it is, so that targets of different shapes share what means the same: the layer's number,
 * or {@code last} for the last layer with weights, the name of layer and tensor, and the unit's number. The output layer of a
 * network of two layers thus has the role of the output layer of one of three.
 *
 * @param roles of the components, each once
 * @param sizes of the components
 */
record Components(List<String> roles, List<Integer> sizes) {
    static Components of(ParameterLayout generated, ComponentWise.By by) {
        Components components = new Components(new ArrayList<>(), new ArrayList<>());
        String last = number(generated.specs().get(generated.specs().size() - 1).name());
        for (ParameterSpec spec : generated.specs()) {
            String name = spec.name();
            String role = number(name).equals(last) ? "last." + name.substring(last.length()) : name;
            switch (by) {
                case TENSOR -> components.add(role, spec.size());
                case LAYER -> components.add(role.substring(0, role.lastIndexOf('.') + 1), spec.size());
                case CHANNEL -> components.addChannels(role, spec);
            }
        }
        return components;
    }

    /** The beginning of a tensor's name, up to its first dot: the number of the layer. */
    private static String number(String name) {
        return name.substring(0, name.indexOf('.') + 1);
    }

    private void addChannels(String role, ParameterSpec spec) {
        int channels = spec.shape().rank() > 1 ? spec.shape().dim(0) : 1;
        for (int i = 0; i < channels; i++) {
            add(role + "#" + i, spec.size() / channels);
        }
    }

    /** Neighbours of the same role are one component. */
    private void add(String role, int size) {
        int at = roles.size() - 1;
        if (at >= 0 && roles.get(at).equals(role)) {
            sizes.set(at, sizes.get(at) + size);
        } else {
            roles.add(role);
            sizes.add(size);
        }
    }

    int largest() {
        return sizes.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    /** Each component is the beginning of its own piece. */
    List<Segment> segments() {
        List<Segment> segments = new ArrayList<>();
        int to = 0;
        for (int size : sizes) {
            segments.add(new Segment(segments.size(), 0, to, size));
            to += size;
        }
        return segments;
    }
}
