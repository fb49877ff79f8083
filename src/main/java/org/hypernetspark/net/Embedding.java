package org.hypernetspark.net;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.param.Kernels;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A table of vectors: {@code length} whole numbers, each at least 0 and below {@code entries}, become {@code [length, size]}.
 *
 * <p>Weights: {@code table [entries, size]}. Only the rows of entries that came in have a gradient; there is none with respect to
 * the input.
 *
 * @param entries rows of the table
 * @param size length of a vector
 */
public record Embedding(int entries, int size) implements LayerSpec {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public Embedding {
        if (entries < 1 || size < 1) {
            throw new IllegalArgumentException(
                    "an embedding layer needs at least 1 entry and a size of at least 1, got " + entries
                            + " entries of size " + size);
        }
    }

    @Override
    public String name() {
        return "embedding";
    }

    @Override
    public Layer bind(Shape input) {
        if (input.rank() != 1) {
            throw new IllegalArgumentException(
                    "expects a vector of whole numbers, got " + input + "; put a flatten layer before it");
        }
        return new Bound(input, Shape.of(input.size(), size), input.size(), entries, size);
    }

    private record Bound(Shape input, Shape output, int length, int entries, int size) implements Layer {
        @Override
        public List<ParameterSpec> parameters() {
            return List.of(new ParameterSpec("table", ParameterKind.EMBEDDING, Shape.of(entries, size), 1, size));
        }

        @Override
        public void forward(LayerPass p) {
            int rows = p.examples() * length;
            for (int row = 0; row < rows; row++) {
                int from = p.weightsAt(row / (p.batch * length)) + entry(p.x[row]) * size;
                System.arraycopy(p.theta, from, p.y, row * size, size);
            }
        }

        @Override
        public void backward(LayerPass p) {
            if (p.dx != null) {
                Arrays.fill(p.dx, 0, p.examples() * length, 0);
            }
            if (p.dTheta == null) {
                return;
            }
            for (int task = 0; task < p.tasks; task++) {
                int at = p.gradientAt(task);
                Arrays.fill(p.dTheta, at, at + entries * size, 0);
                for (int row = task * p.batch * length; row < (task + 1) * p.batch * length; row++) {
                    Kernels.axpy(size, 1, p.dy, row * size, p.dTheta, at + entry(p.x[row]) * size);
                }
            }
        }

        private int entry(float value) {
            int entry = (int) value;
            if (entry != value || entry < 0 || entry >= entries) {
                throw new IllegalArgumentException("an embedding layer of " + entries
                        + " entries expects whole numbers from 0 to " + (entries - 1) + ", got " + value);
            }
            return entry;
        }
    }
}
