package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.OutputStrategy;
import org.hypernetspark.hyper.WeightForm;
import org.hypernetspark.net.LayerSpec;

/**
 * Hypernets: {@code {condition: {embedding: 8, descriptor: true}, trunk: [...], output: generate-once, form: weights, generate:
 * [...], init: hyperfan-in}}. Every key has a default, see {@link HypernetConfig#defaults}; conditions see {@link
 * ConditionCodec}.
 *
 * <p>In the resolved form, which saved models hold, the sizes of what the hypernet sees are known.
 */
public final class HypernetCodec {
    private static final String CONDITION = "condition";
    private static final String FORM = "form";
    private static final String[] KEYS = {CONDITION, "trunk", "output", FORM, "generate", "init"};

    private HypernetCodec() {}

    /** The keys that {@link #read} knows, for callers whose section holds more. */
    public static String[] keys() {
        return KEYS.clone();
    }

    /**
     * Reads a hypernet whose inputs' sizes the data will tell.
     *
     * @throws ConfigException for the first mistake
     */
    public static HypernetConfig read(ConfigNode node) {
        node.rejectUnknownKeys(KEYS);
        return readKnown(node);
    }

    /**
     * Reads a hypernet from a mapping that may hold other keys, which the caller has checked.
     *
     * @throws ConfigException for the first mistake
     */
    public static HypernetConfig readKnown(ConfigNode node) {
        HypernetConfig defaults = HypernetConfig.defaults();
        ConditionConfig condition = ConditionCodec.read(node.section(CONDITION));
        List<LayerSpec> trunk = node.find("trunk").map(LayersCodec::read).orElse(defaults.trunk());
        OutputStrategy output = node.find("output").map(OutputCodec::read).orElse(defaults.output());
        WeightForm form = node.find(FORM).map(FormCodec::read).orElse(defaults.form());
        List<String> generate =
                node.list("generate").stream().map(ConfigNode::text).toList();
        HypernetInit init = node.find("init").map(InitCodec::read).orElse(defaults.init());
        return node.section(CONDITION).build(() -> new HypernetConfig(condition, trunk, output, form, generate, init));
    }

    /**
     * Reads a resolved hypernet.
     *
     * @throws ConfigException for the first mistake
     */
    public static HypernetSpec readResolved(ConfigNode node) {
        node.rejectUnknownKeys(KEYS);
        return new HypernetSpec(
                ConditionCodec.readResolved(node.section(CONDITION)),
                LayersCodec.read(node.child("trunk")),
                OutputCodec.read(node.child("output")),
                node.find(FORM)
                        .map(FormCodec::read)
                        .orElse(HypernetConfig.defaults().form()),
                node.child("generate").list().stream().map(ConfigNode::text).toList(),
                InitCodec.read(node.child("init")));
    }

    /** Writes a hypernet with all defaults explicit. */
    public static ObjectNode write(HypernetConfig hypernet) {
        return write(
                ConditionCodec.write(hypernet.condition()),
                hypernet.trunk(),
                hypernet.output(),
                hypernet.form(),
                hypernet.generate(),
                hypernet.init());
    }

    /** Writes a resolved hypernet. */
    public static ObjectNode writeResolved(HypernetSpec hypernet) {
        return write(
                ConditionCodec.writeResolved(hypernet.condition()),
                hypernet.trunk(),
                hypernet.output(),
                hypernet.form(),
                hypernet.generate(),
                hypernet.init());
    }

    private static ObjectNode write(
            ObjectNode condition,
            List<LayerSpec> trunk,
            OutputStrategy output,
            WeightForm form,
            List<String> generate,
            HypernetInit init) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.set(CONDITION, condition);
        node.set("trunk", LayersCodec.write(trunk));
        node.set("output", OutputCodec.write(output));
        node.set(FORM, FormCodec.write(form));
        ArrayNode patterns = node.putArray("generate");
        generate.forEach(patterns::add);
        node.set("init", InitCodec.write(init));
        return node;
    }
}
