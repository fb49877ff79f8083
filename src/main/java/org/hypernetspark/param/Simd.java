package org.hypernetspark.param;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what is written with the processor's vectors: there if Java runs with {@code --add-modules jdk.incubator.vector}. */
public final class Simd {
    private static final Logger LOG = LoggerFactory.getLogger(Simd.class);
    private static final String MODULE = "jdk.incubator.vector";
    /** Named, not used: a class that refers to them could not be loaded without the module. */
    private static final String LANES = "org.hypernetspark.param.VectorLaneKernels";

    private static final String ADAM = "org.hypernetspark.param.VectorAdamKernel";
    private static final String ERRORS = "org.hypernetspark.param.VectorErrorKernel";
    private static final String TRANSPOSITION = "org.hypernetspark.param.VectorTransposition";
    /** With shorter vectors the library's small products are faster than lanes; what sums over lanes knows this many, and twice as many. */
    private static final int ENOUGH = 8;
    /** With shorter vectors plain loops transpose faster. */
    private static final int LONG = 16;

    private static final Optional<LaneKernels> FOUND_LANES =
            find(LANES, LaneKernels.class).filter(found -> found.lanes() == ENOUGH || found.lanes() == LONG);
    private static final Optional<AdamKernel> FOUND_ADAM = FOUND_LANES.flatMap(lanes -> find(ADAM, AdamKernel.class));
    private static final Optional<ErrorKernel> FOUND_ERRORS =
            FOUND_LANES.flatMap(lanes -> find(ERRORS, ErrorKernel.class));
    private static final Optional<TranspositionKernel> FOUND_TRANSPOSITION = FOUND_LANES
            .filter(found -> found.lanes() == LONG)
            .flatMap(lanes -> find(TRANSPOSITION, TranspositionKernel.class));

    private Simd() {}

    /** Products over lanes; empty if Java was started without the module, or the processor's vectors are short. */
    public static Optional<LaneKernels> lanes() {
        return FOUND_LANES;
    }

    /** Adam; there if {@link #lanes} are. */
    public static Optional<AdamKernel> adam() {
        return FOUND_ADAM;
    }

    /** Squared errors; there if {@link #lanes} are. */
    public static Optional<ErrorKernel> errors() {
        return FOUND_ERRORS;
    }

    /** Blocks of matrices; there if vectors are long. */
    static Optional<TranspositionKernel> transposition() {
        return FOUND_TRANSPOSITION;
    }

    private static <T> Optional<T> find(String name, Class<T> type) {
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            LOG.info("Training runs without the Vector API; it is faster: start Java with --add-modules {}", MODULE);
            return Optional.empty();
        }
        try {
            return Optional.of(Class.forName(name)
                    .asSubclass(type)
                    .getDeclaredConstructor()
                    .newInstance());
        } catch (ReflectiveOperationException | LinkageError e) {
            LOG.warn("The Vector API of this Java cannot be used ({}); training runs without it", e.toString());
            return Optional.empty();
        }
    }
}
