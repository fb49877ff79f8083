package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.InitMethod;
import org.hypernetspark.hyper.VarianceRule;

/**
 * Initialisations: {@code hyperfan-in}, or {@code {method: hyperfan-in, headScale: 0.1}}; with {@code variances: {name: ...}} by
 * a rule that a jar brings, see {@link ConfigType}.
 */
public final class InitCodec {
    private static final String METHOD = "method";
    private static final String HEAD_SCALE = "headScale";
    private static final String VARIANCES = "variances";

    private InitCodec() {}

    private static Registry<VarianceRule> registry() {
        return Registry.of(VarianceRule.class, "rule of variances", "rules of variances", List.of());
    }

    /**
     * Reads an initialisation.
     *
     * @throws ConfigException for the first mistake
     */
    public static HypernetInit read(ConfigNode node) {
        if (node.isText()) {
            return HypernetInit.of(node.choice(InitMethod.values(), InitMethod::label));
        }
        node.rejectUnknownKeys(METHOD, HEAD_SCALE, VARIANCES);
        InitMethod method =
                node.choice(METHOD, InitMethod.values(), InitMethod::label, HypernetInit.HYPERFAN_IN.method());
        double headScale = node.real(HEAD_SCALE, HypernetInit.HYPERFAN_IN.headScale());
        VarianceRule variances =
                node.find(VARIANCES).map(rule -> registry().readKeyed(rule)).orElse(null);
        return node.build(() -> new HypernetInit(method, headScale, variances));
    }

    /** Writes an initialisation with all defaults explicit. */
    public static ObjectNode write(HypernetInit init) {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put(METHOD, init.method().label())
                .put(HEAD_SCALE, init.headScale());
        if (init.variances() != null) {
            node.set(VARIANCES, registry().keyed(init.variances(), String.valueOf(init.variances())));
        }
        return node;
    }
}
