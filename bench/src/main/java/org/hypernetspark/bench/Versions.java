package org.hypernetspark.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.hypernetspark.param.Blas;

/** What a system of ours runs on. */
final class Versions {
    private Versions() {}

    /** Java and the BLAS. */
    static ObjectNode ofJava() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"))
                .put("blas", Blas.isNative() ? "OpenBLAS by netlib, 1 thread" : Blas.implementation());
    }
}
