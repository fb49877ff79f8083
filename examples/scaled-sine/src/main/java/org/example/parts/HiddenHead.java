package org.example.parts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigType;
import org.hypernetspark.hyper.GenerationPlan;
import org.hypernetspark.hyper.GenerationPlan.Part;
import org.hypernetspark.hyper.GenerationPlan.Segment;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Dense;
import org.hypernetspark.param.ParameterLayout;

/**
 * An output strategy: all weights at once, through a hidden layer of the head. {@code output: {strategy: hidden-head, units: 8}}.
 *
 * @param units of the hidden layer, at least 1
 */
public record HiddenHead(int units) implements OutputStrategy, ConfigType<HiddenHead> {
    private static final int DEFAULT = 16;

    /**
     * Checks the units.
     *
     * @throws IllegalArgumentException if there are none
     */
    public HiddenHead {
        if (units < 1) {
            throw new IllegalArgumentException("a hidden-head output has at least 1 unit, got " + units);
        }
    }

    /** For the service loader. */
    public HiddenHead() {
        this(DEFAULT);
    }

    @Override
    public String name() {
        return "hidden-head";
    }

    @Override
    public GenerationPlan plan(ParameterLayout generated) {
        int size = generated.size();
        Part part = new Part(1, 0, false, size, List.of(new Dense(units), Activation.TANH, new Dense(size)));
        return new GenerationPlan(List.of(part), List.of(new Segment(0, 0, 0, size)));
    }

    @Override
    public Class<HiddenHead> type() {
        return HiddenHead.class;
    }

    @Override
    public List<String> settings() {
        return List.of("units");
    }

    @Override
    public HiddenHead read(ConfigNode node) {
        return new HiddenHead(node.integer("units", 1, DEFAULT));
    }

    @Override
    public void write(HiddenHead head, ObjectNode node) {
        node.put("units", head.units());
    }
}
