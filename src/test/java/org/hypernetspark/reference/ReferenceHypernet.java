package org.hypernetspark.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.hypernetspark.hyper.ChunkWise;
import org.hypernetspark.hyper.ComponentWise;
import org.hypernetspark.hyper.Deconvolutional;
import org.hypernetspark.hyper.GenerateOnce;
import org.hypernetspark.hyper.HypernetSpec;
import org.hypernetspark.hyper.LowRankHead;
import org.hypernetspark.hyper.MultiHead;
import org.hypernetspark.hyper.StructuredChunks;
import org.hypernetspark.net.Activation;
import org.hypernetspark.net.Deconv2d;
import org.hypernetspark.net.Dense;
import org.hypernetspark.net.Edges;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Reshape;
import org.hypernetspark.net.Residual;
import org.hypernetspark.net.SelfAttention;
import org.hypernetspark.net.Transpose;
import org.hypernetspark.param.ParameterKind;
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
    private final Edges edges;

    /**
     * A reference.
     *
     * @param generated names of the target's generated tensors
     * @param heads widths of the heads of a multi-head strategy
     */
    public ReferenceHypernet(HypernetSpec spec, Network target, Set<String> generated, List<Integer> heads) {
        this(spec, target, generated, heads, Edges.chain());
    }

    /** With edges between its pieces, if the trunk sees them as a graph. */
    public ReferenceHypernet(
            HypernetSpec spec, Network target, Set<String> generated, List<Integer> heads, Edges edges) {
        this.edges = edges;
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
        } else if (spec.output() instanceof Deconvolutional deconvolution) {
            sharedAt = deconvolution(phi, condition, deconvolution, values);
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

    /** Images of a transposed convolution (kernel 4, stride 2, padding 1) of the one before, leaky ReLU between, times He's deviations. */
    private int deconvolution(double[] phi, double[] condition, Deconvolutional output, List<Double> values) {
        int size = output.side() * output.side();
        int images = (rawSize() + size - 1) / size;
        int embedding = images == 1 ? 0 : output.imageEmbedding();
        int first = output.side() >> output.channels().size();
        List<LayerSpec> layers = new ArrayList<>(spec.trunk());
        layers.add(new Dense(output.channels().get(0) * first * first));
        layers.add(new Reshape(Shape.of(output.channels().get(0), first, first)));
        for (int i = 0; i < output.channels().size(); i++) {
            boolean last = i == output.channels().size() - 1;
            layers.add(Activation.LEAKY_RELU);
            layers.add(new Deconv2d(last ? 1 : output.channels().get(i + 1), 4, 4, 2, 2, 1, 1, true));
            if (i == 0 && output.attention() > 0) {
                int channels = output.channels().get(1);
                layers.add(new Residual(List.of(
                        new Reshape(Shape.of(channels, 4 * first * first)),
                        new Transpose(),
                        new SelfAttention(output.attention()),
                        new Transpose(),
                        new Reshape(Shape.of(channels, 2 * first, 2 * first)))));
            }
        }
        Network network = Network.of(Shape.of(condition.length + embedding), layers);
        int embeddingAt = network.layout().size();
        for (int image = 0; image < images; image++) {
            double[] input = Arrays.copyOf(condition, condition.length + embedding);
            System.arraycopy(phi, embeddingAt + image * embedding, input, condition.length, embedding);
            double[] outputs = ReferenceNetwork.forward(network, phi, 0, input, 0);
            for (int i = 0; i < size; i++) {
                values.add(outputs[i] * deviation(i, size));
            }
        }
        return embeddingAt + images * embedding;
    }

    private double deviation(int output, int size) {
        List<Double> variances = new ArrayList<>();
        int at = 0;
        for (ParameterSpec tensor : generatedTensors()) {
            for (int i = 0; i < tensor.size(); i++, at++) {
                if (at % size == output) {
                    variances.add((tensor.kind() == ParameterKind.WEIGHT ? 2.0 : 1.0) / tensor.fanIn());
                }
            }
        }
        return Math.sqrt(
                variances.stream().mapToDouble(Double::doubleValue).average().orElse(0));
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
        double[][] inputs = new double[pieces][];
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
            inputs[piece] = input.stream().mapToDouble(Double::doubleValue).toArray();
        }
        ReferenceRows trunk = new ReferenceRows(spec.trunk(), edges, inputs, phi, 0);
        for (double[] hidden : trunk.outputs()) {
            for (double value : linear(phi, trunk.end(), width, hidden)) {
                values.add(value);
            }
        }
        return trunk.end() + width * (trunk.outputs()[0].length + 1);
    }

    /** Appends the first {@code sizes[i]} outputs of piece {@code i}; returns where the piece embeddings end. */
    private int pieces(double[] phi, double[] condition, int[] sizes, int width, int embedding, List<Double> values) {
        double[][] inputs = new double[sizes.length][condition.length + embedding];
        ReferenceRows trunk = new ReferenceRows(spec.trunk(), edges, inputs, phi, 0);
        int headAt = trunk.end();
        int embeddingAt = headAt + width * (trunk.outputs()[0].length + 1);
        for (int piece = 0; piece < sizes.length; piece++) {
            inputs[piece] = Arrays.copyOf(condition, condition.length + embedding);
            System.arraycopy(phi, embeddingAt + piece * embedding, inputs[piece], condition.length, embedding);
        }
        double[][] hidden = new ReferenceRows(spec.trunk(), edges, inputs, phi, 0).outputs();
        for (int piece = 0; piece < sizes.length; piece++) {
            double[] outputs = linear(phi, headAt, width, hidden[piece]);
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
