package org.hypernetspark.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.ComponentWise;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.LowRankHead;
import org.hypernetspark.hyper.MultiHead;
import org.hypernetspark.hyper.StructuredChunks;
import org.hypernetspark.net.Network;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * A hypernet's generation for one condition, written from the strategies' descriptions: trunk, head, piece embeddings and
 * shared tensors are read from {@code phi} one after the other.
 */
public final class ReferenceHypernet {
    private final HypernetSpec spec;
    private final List<ParameterSpec> tensors;
    private final Set<String> generated;
    private final List<Integer> heads;

    /**
     * A reference.
     *
     * @param generated names of the target's generated tensors
     * @param heads widths of the heads of a multi-head strategy
     */
    public ReferenceHypernet(HypernetSpec spec, Network target, Set<String> generated, List<Integer> heads) {
        this.spec = spec;
        this.tensors = target.layout().specs();
        this.generated = generated;
        this.heads = heads;
    }

    /** The target's weights for the condition that begins at {@code at}. */
    public double[] generate(double[] phi, double[] conditions, int at) {
        double[] condition = Arrays.copyOfRange(conditions, at, at + conditionSize());
        List<Double> values = new ArrayList<>();
        int sharedAt;
        if (spec.output() instanceof ChunkWise chunks) {
            int[] sizes = new int[chunkCount(chunks)];
            Arrays.fill(sizes, chunks.chunk());
            sharedAt = chunks.perTask()
                    ? ownPieces(phi, condition, sizes.length, chunks.chunk(), chunks.chunkEmbedding(), values)
                    : pieces(phi, condition, sizes, chunks.chunk(), chunks.chunkEmbedding(), values);
        } else if (spec.output() instanceof ComponentWise components) {
            int[] sizes = componentSizes(components.by());
            int width = Arrays.stream(sizes).max().orElseThrow();
            sharedAt = pieces(phi, condition, sizes, width, components.componentEmbedding(), values);
        } else if (spec.output() instanceof MultiHead multi) {
            sharedAt = heads(phi, condition, heads, multi.split(), values);
        } else if (spec.output() instanceof StructuredChunks structured) {
            sharedAt = new ReferenceStructure(spec, structured, generatedTensors()).append(phi, condition, values);
        } else if (spec.output() instanceof LowRankHead head) {
            sharedAt = lowRank(phi, condition, head.rank(), values);
        } else if (spec.output() instanceof GenerateOnce) {
            sharedAt = heads(phi, condition, List.of(rawSize()), false, values);
        } else {
            throw new IllegalArgumentException("no reference for " + spec.output());
        }
        return assemble(phi, sharedAt, values);
    }

    private int chunkCount(ChunkWise chunks) {
        return (rawSize() + chunks.chunk() - 1) / chunks.chunk();
    }

    /** Length of a condition, with a task's own chunk embeddings. */
    private int conditionSize() {
        int own = 0;
        if (spec.output() instanceof ChunkWise chunks && chunks.perTask()) {
            own = chunkCount(chunks) * chunks.chunkEmbedding();
        } else if (spec.output() instanceof StructuredChunks structured && structured.perTask()) {
            own = new ReferenceStructure(spec, structured, generatedTensors()).chunks() * structured.chunkEmbedding();
        }
        return spec.condition().size() + own;
    }

    private List<ParameterSpec> generatedTensors() {
        return tensors.stream()
                .filter(tensor -> generated.contains(tensor.name()))
                .toList();
    }

    private int lowRank(double[] phi, double[] condition, int rank, List<Double> values) {
        Network trunk = trunk(condition.length);
        double[] hidden = ReferenceNetwork.forward(trunk, phi, 0, condition, 0);
        int at = trunk.layout().size();
        double[] between = new double[rank];
        for (int i = 0; i < rank * hidden.length; i++) {
            between[i / hidden.length] += phi[at + i] * hidden[i % hidden.length];
        }
        at += rank * hidden.length;
        for (double value : linear(phi, at, rawSize(), between)) {
            values.add(value);
        }
        return at + rawSize() * (rank + 1);
    }

    private double[] assemble(double[] phi, int sharedAt, List<Double> values) {
        List<Double> theta = new ArrayList<>();
        int nextShared = sharedAt;
        int nextBase = sharedAt;
        for (ParameterSpec tensor : tensors) {
            nextBase += generated.contains(tensor.name()) ? 0 : tensor.size();
        }
        int raw = 0;
        for (ParameterSpec tensor : tensors) {
            if (generated.contains(tensor.name())) {
                int size = ReferenceForms.rawSizes(spec.form(), tensor).stream()
                        .mapToInt(Integer::intValue)
                        .sum();
                ReferenceForms.append(spec.form(), tensor, values.subList(raw, raw + size), phi, nextBase, theta);
                raw += size;
                nextBase += ReferenceForms.based(spec.form()) ? tensor.size() : 0;
            } else {
                for (int i = 0; i < tensor.size(); i++) {
                    theta.add(phi[nextShared++]);
                }
            }
        }
        return theta.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Appends all outputs of pieces whose embeddings lie in the condition, behind the task's embedding. */
    private int ownPieces(double[] phi, double[] condition, int pieces, int width, int embedding, List<Double> values) {
        int common = spec.condition().embedding();
        Network trunk = trunk(spec.condition().size() + embedding);
        int headAt = trunk.layout().size();
        for (int piece = 0; piece < pieces; piece++) {
            List<Double> input = new ArrayList<>();
            for (int i = 0; i < common; i++) {
                input.add(condition[i]);
            }
            for (int i = common + pieces * embedding; i < condition.length; i++) {
                input.add(condition[i]);
            }
            for (int i = 0; i < embedding; i++) {
                input.add(condition[common + piece * embedding + i]);
            }
            double[] x = input.stream().mapToDouble(Double::doubleValue).toArray();
            for (double value : linear(phi, headAt, width, ReferenceNetwork.forward(trunk, phi, 0, x, 0))) {
                values.add(value);
            }
        }
        return headAt + width * (trunk.output().size() + 1);
    }

    /** Appends the first {@code sizes[i]} outputs of piece {@code i}; returns where the piece embeddings end. */
    private int pieces(double[] phi, double[] condition, int[] sizes, int width, int embedding, List<Double> values) {
        Network trunk = trunk(condition.length + embedding);
        int headAt = trunk.layout().size();
        int embeddingAt = headAt + width * (trunk.output().size() + 1);
        for (int piece = 0; piece < sizes.length; piece++) {
            double[] input = Arrays.copyOf(condition, condition.length + embedding);
            System.arraycopy(phi, embeddingAt + piece * embedding, input, condition.length, embedding);
            double[] hidden = ReferenceNetwork.forward(trunk, phi, 0, input, 0);
            double[] outputs = linear(phi, headAt, width, hidden);
            for (int i = 0; i < sizes[piece]; i++) {
                values.add(outputs[i]);
            }
        }
        return embeddingAt + sizes.length * embedding;
    }

    /** Appends all outputs of all heads; returns where the heads end. */
    private int heads(double[] phi, double[] condition, List<Integer> widths, boolean split, List<Double> values) {
        Network trunk = trunk(condition.length);
        double[] hidden = ReferenceNetwork.forward(trunk, phi, 0, condition, 0);
        int at = trunk.layout().size();
        int share = split ? hidden.length / widths.size() : hidden.length;
        for (int head = 0; head < widths.size(); head++) {
            int from = split ? head * share : 0;
            for (double value : linear(phi, at, widths.get(head), Arrays.copyOfRange(hidden, from, from + share))) {
                values.add(value);
            }
            at += widths.get(head) * (share + 1);
        }
        return at;
    }

    private Network trunk(int inputs) {
        return Network.of(Shape.of(inputs), spec.trunk());
    }

    static double[] linear(double[] phi, int at, int outputs, double[] x) {
        double[] y = new double[outputs];
        for (int i = 0; i < outputs; i++) {
            y[i] = phi[at + outputs * x.length + i];
            for (int j = 0; j < x.length; j++) {
                y[i] += phi[at + i * x.length + j] * x[j];
            }
        }
        return y;
    }

    private int rawSize() {
        return Arrays.stream(componentSizes(ComponentWise.By.TENSOR)).sum();
    }

    /** Sizes of the components of the raw vector; a low-rank factor is a tensor of its own. */
    private int[] componentSizes(ComponentWise.By by) {
        List<Integer> sizes = new ArrayList<>();
        String layer = "";
        for (ParameterSpec tensor : tensors) {
            if (generated.contains(tensor.name())) {
                String own = tensor.name().substring(0, tensor.name().indexOf('.'));
                List<Integer> raw = ReferenceForms.rawSizes(spec.form(), tensor);
                if (by == ComponentWise.By.LAYER) {
                    int size = raw.stream().mapToInt(Integer::intValue).sum();
                    boolean same = own.equals(layer);
                    size += same ? sizes.remove(sizes.size() - 1) : 0;
                    sizes.add(size);
                } else if (by == ComponentWise.By.CHANNEL && tensor.shape().rank() > 1) {
                    int channels = tensor.shape().dim(0);
                    sizes.addAll(Collections.nCopies(channels, tensor.size() / channels));
                } else {
                    sizes.addAll(raw);
                }
                layer = own;
            }
        }
        return sizes.stream().mapToInt(Integer::intValue).toArray();
    }
}
