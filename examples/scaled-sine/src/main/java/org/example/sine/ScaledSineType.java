package org.example.sine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigType;

/** {@code {scaledSine: 3.0}}: the frequency. */
public final class ScaledSineType implements ConfigType<ScaledSine> {
    @Override
    public String name() {
        return "scaledSine";
    }

    @Override
    public Class<ScaledSine> type() {
        return ScaledSine.class;
    }

    @Override
    public ScaledSine read(ConfigNode node) {
        return new ScaledSine(node.child("scaledSine").real());
    }

    @Override
    public void write(ScaledSine sine, ObjectNode node) {
        node.put("scaledSine", sine.frequency());
    }
}
