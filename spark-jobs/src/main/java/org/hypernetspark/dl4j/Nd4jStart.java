package org.hypernetspark.dl4j;

import org.bytedeco.openblas.global.openblas_nolapack;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Starts ND4J without disturbing our own matrix products.
 *
 * <p>ND4J shares the process's OpenBLAS with us and, when it starts, gives it one thread for each core; it does so once.
 * Ours must stay at one thread: parallelism is tasks and workers, and results must not depend on the number of cores.
 */
final class Nd4jStart {
    private Nd4jStart() {}

    /** Loads ND4J if it is not loaded yet, and sets OpenBLAS back to one thread. */
    static void now() {
        Nd4j.getExecutioner();
        openblas_nolapack.blas_set_num_threads(1);
    }
}
