package org.hypernetspark.param;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.File;
import java.util.logging.Level;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the OpenBLAS of the class path, points netlib at it and sets it to one thread. */
final class BlasLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(BlasLibrary.class);
    /** Kept, since a logger nobody holds forgets its level: netlib warns of every implementation it passes over. */
    private static final java.util.logging.Logger NETLIB_LOG =
            java.util.logging.Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");

    private static final String PATH_PROPERTY = "dev.ludovic.netlib.blas.nativeLibPath";
    /** JavaCPP unpacks the jar's {@code libopenblas.so.0} beside its stub, under the name the stub was linked with. */
    private static final String LIBRARY = System.mapLibraryName("openblas_nolapack") + ".0";

    private BlasLibrary() {}

    /** The native implementation, or the Java one after a warning. */
    static BLAS load() {
        NETLIB_LOG.setLevel(Level.SEVERE);
        try {
            pointNetlibAtOpenBlas();
            BLAS blas = NativeBLAS.getInstance();
            openblas_nolapack.blas_set_num_threads(1);
            BlasSpeed.measure(blas).warning().ifPresent(LOG::warn);
            return blas;
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "No native BLAS could be loaded ({}); matrix products run in Java, about ten times slower. Expected {} "
                            + "natives of org.bytedeco:openblas on the class path.",
                    e.toString(),
                    Loader.getPlatform());
            return JavaBLAS.getInstance();
        }
    }

    /** netlib reads the path once, when its native class is first used: somebody who came before us wins. */
    private static void pointNetlibAtOpenBlas() {
        String stub = Loader.load(openblas_nolapack.class);
        if (System.getProperty(PATH_PROPERTY) == null) {
            File library = new File(new File(stub).getParentFile(), LIBRARY);
            if (!library.exists()) {
                throw new IllegalStateException("no " + library.getName() + " beside " + stub);
            }
            System.setProperty(PATH_PROPERTY, library.getPath());
        }
    }

    static boolean isNative(BLAS blas) {
        return blas instanceof NativeBLAS;
    }

    static String describe(BLAS blas) {
        if (!isNative(blas)) {
            return "Java (" + blas.getClass().getSimpleName() + ")";
        }
        return "native (" + System.getProperty(PATH_PROPERTY, "system BLAS") + "), 1 thread";
    }
}
