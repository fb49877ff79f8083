package org.hypernetspark.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hypernetspark.param.Blas;

/**
 * Measures what the machine can do at best, for the floor: the rate of matrix products and of memory, on 1 thread and on
 * {@code --threads N}. Prints one JSON object.
 */
public final class Machine {
    private static final double SECONDS = 0.15;
    private static final List<Integer> SIZES = List.of(1 << 18, 1 << 22, 1 << 24, 1 << 28);

    private Machine() {}

    /** Runs the program. */
    public static void main(String[] args) throws IOException {
        Arguments arguments = new Arguments(args, List.of("threads"));
        ObjectMapper json = new ObjectMapper();
        ObjectNode result = json.createObjectNode().put("blas", Blas.implementation());
        ArrayNode products = result.putArray("sgemm");
        ArrayNode memory = result.putArray("memory");
        for (int threads : arguments.integer("threads") > 1 ? List.of(1, arguments.integer("threads")) : List.of(1)) {
            for (ProductShape shape : ProductShape.all()) {
                double rate = new Concurrently(threads, SECONDS).perSecond(shape.flops(), shape::work);
                products.addObject()
                        .put("shape", shape.toString())
                        .put("threads", threads)
                        .put("flops", rate);
            }
            for (int bytes : SIZES) {
                measureMemory(memory.addObject().put("workingSet", bytes).put("threads", threads), bytes, threads);
            }
        }
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(json.writeValueAsString(result));
    }

    private static void measureMemory(ObjectNode entry, int bytes, int threads) {
        for (MemoryPattern pattern : MemoryPattern.values()) {
            double rate =
                    new Concurrently(threads, SECONDS).perSecond(pattern.traffic(bytes), () -> pattern.work(bytes));
            entry.put(pattern.label(), rate);
        }
    }
}
