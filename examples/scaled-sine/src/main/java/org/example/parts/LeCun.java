package org.example.parts;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigType;
import org.hypernetspark.hyper.VarianceRule;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;

/** An initialiser: generated weights begin with LeCun's variance, biases with zeros. {@code init: {variances: lecun}}. */
public record LeCun() implements VarianceRule, ConfigType<LeCun> {
    @Override
    public double variance(ParameterSpec tensor, double gain) {
        return tensor.kind() == ParameterKind.WEIGHT ? 1.0 / tensor.fanIn() : 0;
    }

    @Override
    public String name() {
        return "lecun";
    }

    @Override
    public Class<LeCun> type() {
        return LeCun.class;
    }

    @Override
    public boolean nameAlone() {
        return true;
    }

    @Override
    public LeCun read(ConfigNode node) {
        return new LeCun();
    }

    @Override
    public void write(LeCun rule, ObjectNode node) {
        // It has no settings.
    }
}
