package org.hypernetspark.net;

import java.util.ArrayList;
import java.util.List;
import org.hypernetspark.param.ParameterKind;
import org.hypernetspark.param.ParameterSpec;
import org.hypernetspark.param.Shape;

/**
 * The tensors of a {@link HyperLstm} in flat order, and where each begins.
 *
 * <p>Embeddings and what is made of them count by {@code kind * 4 + gate}: four of the recurrent scale, four of the input scale,
 * four of the bias.
 */
record HyperLstmWeights(HyperLstm spec, int features) {
    static final int GATES = LstmCell.GATES;
    /** Embeddings that become scales; the other {@link #GATES} become biases. */
    static final int SCALES = 2 * GATES;
    /** All embeddings. */
    static final int EMBEDDINGS = 3 * GATES;

    /** Sums of the main gates. */
    int sums() {
        return GATES * spec.units();
    }

    /** Sums of the small LSTM's gates. */
    int hyperSums() {
        return GATES * spec.hyperUnits();
    }

    /** Values of all embeddings of a row. */
    int embedded() {
        return EMBEDDINGS * spec.embedding();
    }

    /** Scales and biases made of them: {@code units} of each. */
    int made() {
        return EMBEDDINGS * spec.units();
    }

    /** {@code W_x [4 units, features]}: at 0. Then {@code W_h [4 units, units]}. */
    int recurrent() {
        return sums() * features;
    }

    /** The small LSTM's {@code [4 hyperUnits, features]}. */
    int hyperInput() {
        return recurrent() + sums() * spec.units();
    }

    /** The small LSTM's {@code [4 hyperUnits, units]}, for the main state. */
    int hyperMain() {
        return hyperInput() + hyperSums() * features;
    }

    /** The small LSTM's {@code [4 hyperUnits, hyperUnits]}. */
    int hyperRecurrent() {
        return hyperMain() + hyperSums() * spec.units();
    }

    /** The small LSTM's normalisation. */
    int hyperNorm() {
        return hyperRecurrent() + hyperSums() * spec.hyperUnits();
    }

    /** {@code A [12 embedding, hyperUnits]}. */
    int embed() {
        return hyperNorm() + norm(spec.hyperUnits());
    }

    /** {@code a [8 embedding]}. */
    int embedBias() {
        return embed() + embedded() * spec.hyperUnits();
    }

    /** {@code D [12, embedding, units]}. */
    int make() {
        return embedBias() + SCALES * spec.embedding();
    }

    /** {@code b [4 units]}. */
    int bias() {
        return make() + embedded() * spec.units();
    }

    /** The main LSTM's normalisation. */
    int norm() {
        return bias() + sums();
    }

    private static int norm(int units) {
        return 2 * (GATES + 1) * units;
    }

    List<ParameterSpec> specs() {
        int units = spec.units();
        int hyper = spec.hyperUnits();
        int size = spec.embedding();
        List<ParameterSpec> specs = new ArrayList<>();
        specs.add(weight("weight", Shape.of(sums(), features), features, units));
        specs.add(weight("recurrent", Shape.of(sums(), units), units, units));
        specs.add(weight("hyperWeight", Shape.of(hyperSums(), features), features + units, hyper));
        specs.add(weight("hyperMain", Shape.of(hyperSums(), units), features + units, hyper));
        specs.add(weight("hyperRecurrent", Shape.of(hyperSums(), hyper), hyper, hyper));
        specs.addAll(LstmCell.normParameters("hyper.", hyper));
        specs.add(weight("scaleEmbedding", Shape.of(SCALES * size, hyper), hyper, size)
                .startingAt(0.0));
        specs.add(weight("biasEmbedding", Shape.of(GATES * size, hyper), hyper, size));
        specs.add(new ParameterSpec("scaleEmbeddingBias", ParameterKind.BIAS, Shape.of(SCALES * size), hyper, size)
                .startingAt(1.0));
        specs.add(weight("scale", Shape.of(SCALES, size, units), size, units).startingAt(0.1 / size));
        specs.add(weight("biasScale", Shape.of(GATES, size, units), size, units).startingAt(0.0));
        specs.add(new ParameterSpec("bias", ParameterKind.BIAS, Shape.of(sums()), features, units));
        specs.addAll(LstmCell.normParameters("", units));
        return List.copyOf(specs);
    }

    private static ParameterSpec weight(String name, Shape shape, int fanIn, int fanOut) {
        return new ParameterSpec(name, ParameterKind.WEIGHT, shape, fanIn, fanOut);
    }
}
