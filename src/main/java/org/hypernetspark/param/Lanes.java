package org.hypernetspark.param;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the processor's vectors: there if Java runs with {@code --add-modules jdk.incubator.vector}. */
public final class Lanes {
    private static final Logger LOG = LoggerFactory.getLogger(Lanes.class);
    private static final String MODULE = "jdk.incubator.vector";
    /** Named, not used: a class that refers to it could not be loaded without the module. */
    private static final String KERNELS = "org.hypernetspark.param.VectorLaneKernels";
    /** With fewer lanes the library's small products are faster. */
    private static final int ENOUGH = 8;

    private static final Optional<LaneKernels> FOUND = find();

    private Lanes() {}

    /** Products over lanes; empty if Java was started without the module, or the processor's vectors are short. */
    public static Optional<LaneKernels> kernels() {
        return FOUND;
    }

    private static Optional<LaneKernels> find() {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            LOG.info(
                    "Small target networks run without the Vector API; it is faster: start Java with --add-modules {}",
                    MODULE);
            return Optional.empty();
        }
        try {
            LaneKernels kernels = Class.forName(KERNELS)
                    .asSubclass(LaneKernels.class)
                    .getDeclaredConstructor()
                    .newInstance();
            return Optional.of(kernels).filter(found -> found.lanes() >= ENOUGH);
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.warn(
                    "The Vector API of this Java cannot be used ({}); small target networks run without it",
                    e.toString());
            return Optional.empty();
        }
    }
}
