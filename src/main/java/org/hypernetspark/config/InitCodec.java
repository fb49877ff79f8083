package org.hypernetspark.config;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hypernetspark.hyper.HypernetInit;
import org.hypernetspark.hyper.InitMethod;

/** Initialisations: {@code hyperfan-in}, or {@code {method: hyperfan-in, headScale: 0.1}}. */
public final class InitCodec {
    private static final String METHOD = "method";
    private static final String HEAD_SCALE = "headScale";

    private InitCodec() {}

    /**
     * Reads an initialisation.
     *
     * @throws ConfigException for the first mistake
     */
    public static HypernetInit read(ConfigNode node) {
        if (node.isText()) {
            return HypernetInit.of(node.choice(InitMethod.values(), InitMethod::label));
        }
        node.rejectUnknownKeys(METHOD, HEAD_SCALE);
        InitMethod method =
                node.choice(METHOD, InitMethod.values(), InitMethod::label, HypernetInit.HYPERFAN_IN.method());
        double headScale = node.real(HEAD_SCALE, HypernetInit.HYPERFAN_IN.headScale());
        return node.build(() -> new HypernetInit(method, headScale));
    }

    /** Writes an initialisation with all defaults explicit. */
    public static ObjectNode write(HypernetInit init) {
        return JsonNodeFactory.instance
                .objectNode()
                .put(METHOD, init.method().label())
                .put(HEAD_SCALE, init.headScale());
    }
}
