package org.hypernetspark.reference;

import java.util.Arrays;
import org.hypernetspark.net.GatedGraph;
import org.hypernetspark.net.HyperLstm;
import org.hypernetspark.net.Lstm;
import org.hypernetspark.net.MeanGraph;
import org.hypernetspark.net.SelfAttention;
import org.hypernetspark.param.Shape;

/** Layers over sequences, written from their definitions in plain loops; positions lie one after the other. */
final class ReferenceSequences {
    private ReferenceSequences() {}

    /** Reads tensors one after the other from a flat vector. */
    private static final class Reader {
        private final double[] theta;
        private int at;

        Reader(double[] theta, int at) {
            this.theta = theta;
            this.at = at;
        }

        double[] next(int size) {
            at += size;
            return Arrays.copyOfRange(theta, at - size, at);
        }
    }

    static double[] lstm(Lstm lstm, Shape input, double[] theta, int at, double[] x) {
        int units = lstm.units();
        int features = input.dim(1);
        Reader reader = new Reader(theta, at);
        double[] weight = reader.next(4 * units * features);
        double[] recurrent = reader.next(4 * units * units);
        Cell cell = new Cell(units, lstm.layerNorm(), lstm.layerNorm() ? null : reader.next(4 * units), reader);
        double[] y = new double[input.dim(0) * units];
        for (int step = 0; step < input.dim(0); step++) {
            double[] now = Arrays.copyOfRange(x, step * features, (step + 1) * features);
            cell.step(sum(product(weight, now), product(recurrent, cell.hidden)));
            System.arraycopy(cell.hidden, 0, y, step * units, units);
        }
        return y;
    }

    /** The formulas of {@link HyperLstm}, gate by gate. */
    static double[] hyperLstm(HyperLstm spec, Shape input, double[] theta, int at, double[] x) {
        int units = spec.units();
        int small = spec.hyperUnits();
        int size = spec.embedding();
        int features = input.dim(1);
        Reader reader = new Reader(theta, at);
        double[] weight = reader.next(4 * units * features);
        double[] recurrent = reader.next(4 * units * units);
        double[] hyperWeight = reader.next(4 * small * features);
        double[] hyperMain = reader.next(4 * small * units);
        double[] hyperRecurrent = reader.next(4 * small * small);
        Cell hyper = new Cell(small, true, null, reader);
        double[] embed = reader.next(12 * size * small);
        double[] embedBias = Arrays.copyOf(reader.next(8 * size), 12 * size);
        double[] make = reader.next(12 * size * units);
        double[] bias = reader.next(4 * units);
        Cell main = new Cell(units, true, bias, reader);
        double[] y = new double[input.dim(0) * units];
        for (int step = 0; step < input.dim(0); step++) {
            double[] now = Arrays.copyOfRange(x, step * features, (step + 1) * features);
            double[] fromMain = sum(product(hyperMain, main.hidden), product(hyperRecurrent, hyper.hidden));
            hyper.step(sum(product(hyperWeight, now), fromMain));
            double[] z = sum(product(embed, hyper.hidden), embedBias);
            double[] state = product(recurrent, main.hidden);
            double[] from = product(weight, now);
            double[] sums = new double[4 * units];
            for (int i = 0; i < sums.length; i++) {
                sums[i] = made(make, z, size, units, i) * state[i]
                        + made(make, z, size, units, 4 * units + i) * from[i]
                        + made(make, z, size, units, 8 * units + i);
            }
            main.step(sums);
            System.arraycopy(main.hidden, 0, y, step * units, units);
        }
        return y;
    }

    /** Value {@code i} of the twelve products of an embedding with its matrix {@code [size, units]}. */
    private static double made(double[] make, double[] z, int size, int units, int i) {
        double sum = 0;
        for (int j = 0; j < size; j++) {
            sum += z[i / units * size + j] * make[(i / units * size + j) * units + i % units];
        }
        return sum;
    }

    static double[] gru(int units, Shape input, double[] theta, int at, double[] x) {
        int features = input.dim(1);
        GatedUnit unit = new GatedUnit(features, units, new Reader(theta, at));
        double[] hidden = new double[units];
        double[] y = new double[input.dim(0) * units];
        for (int step = 0; step < input.dim(0); step++) {
            hidden = unit.step(Arrays.copyOfRange(x, step * features, (step + 1) * features), hidden);
            System.arraycopy(hidden, 0, y, step * units, units);
        }
        return y;
    }

    /** A gated recurrent unit without its state. */
    private static final class GatedUnit {
        private final int units;
        private final double[] weight;
        private final double[] bias;
        private final double[] recurrent;
        private final double[] recurrentBias;

        GatedUnit(int features, int units, Reader reader) {
            this.units = units;
            this.weight = reader.next(3 * units * features);
            this.bias = reader.next(3 * units);
            this.recurrent = reader.next(3 * units * units);
            this.recurrentBias = reader.next(units);
        }

        double[] step(double[] x, double[] hidden) {
            double[] in = sum(product(weight, x), bias);
            double[] state = product(recurrent, hidden);
            double[] next = new double[units];
            for (int i = 0; i < units; i++) {
                double reset = logistic(in[i] + state[i]);
                double update = logistic(in[units + i] + state[units + i]);
                double candidate = Math.tanh(in[2 * units + i] + reset * (state[2 * units + i] + recurrentBias[i]));
                next[i] = (1 - update) * candidate + update * hidden[i];
            }
            return next;
        }
    }

    static double[] meanGraph(MeanGraph graph, boolean[][] joined, Shape input, double[] theta, int at, double[] x) {
        int n = input.dim(1);
        Reader reader = new Reader(theta, at);
        double[] weight = reader.next(graph.units() * n);
        double[] neighbours = reader.next(graph.units() * n);
        double[] bias = reader.next(graph.units());
        double[] y = {};
        for (int node = 0; node < input.dim(0); node++) {
            double[] own = product(weight, Arrays.copyOfRange(x, node * n, (node + 1) * n));
            y = joined(y, sum(sum(own, product(neighbours, mean(joined[node], x, n))), bias));
        }
        return y;
    }

    static double[] gatedGraph(GatedGraph graph, boolean[][] joined, Shape input, double[] theta, int at, double[] x) {
        int n = input.dim(1);
        int units = graph.units();
        Reader reader = new Reader(theta, at);
        double[] embed = reader.next(units * n);
        double[] embedBias = reader.next(units);
        GatedUnit unit = new GatedUnit(units, units, reader);
        double[] states = {};
        for (int node = 0; node < input.dim(0); node++) {
            states = joined(states, sum(product(embed, Arrays.copyOfRange(x, node * n, (node + 1) * n)), embedBias));
        }
        for (int step = 0; step < graph.steps(); step++) {
            double[] next = {};
            for (int node = 0; node < input.dim(0); node++) {
                double[] own = Arrays.copyOfRange(states, node * units, (node + 1) * units);
                next = joined(next, unit.step(mean(joined[node], states, units), own));
            }
            states = next;
        }
        return states;
    }

    private static double[] mean(boolean[] joined, double[] x, int width) {
        double[] mean = new double[width];
        int count = 0;
        for (int other = 0; other < joined.length; other++) {
            for (int i = 0; joined[other] && i < width; i++) {
                mean[i] += x[other * width + i];
            }
            count += joined[other] ? 1 : 0;
        }
        int divisor = Math.max(1, count);
        return Arrays.stream(mean).map(v -> v / divisor).toArray();
    }

    /** The definition, head by head and position by position. */
    static double[] attention(SelfAttention spec, Shape input, double[] theta, int at, double[] x) {
        int n = input.dim(1);
        int size = spec.headSize() == 0 ? n / spec.heads() : spec.headSize();
        int units = spec.units() == 0 ? n : spec.units();
        int joined = spec.heads() * size;
        Reader reader = new Reader(theta, at);
        double[] query = reader.next(joined * n);
        double[] key = reader.next(joined * n);
        double[] value = reader.next(joined * n);
        double[] output = reader.next(joined * units);
        double[] y = new double[input.dim(0) * units];
        for (int position = 0; position < input.dim(0); position++) {
            double[] q = product(query, Arrays.copyOfRange(x, position * n, (position + 1) * n));
            int seen = spec.causal() ? position + 1 : input.dim(0);
            for (int head = 0; head < spec.heads(); head++) {
                double[] weights = new double[seen];
                double total = 0;
                for (int other = 0; other < seen; other++) {
                    double[] k = product(key, Arrays.copyOfRange(x, other * n, (other + 1) * n));
                    double dot = 0;
                    for (int i = head * size; i < (head + 1) * size; i++) {
                        dot += q[i] * k[i];
                    }
                    weights[other] = Math.exp(dot / Math.sqrt(size));
                    total += weights[other];
                }
                for (int other = 0; other < seen; other++) {
                    double[] v = product(value, Arrays.copyOfRange(x, other * n, (other + 1) * n));
                    for (int i = 0; i < size * units; i++) {
                        int from = head * size + i / units;
                        y[position * units + i % units] +=
                                weights[other] / total * v[from] * output[from * units + i % units];
                    }
                }
            }
        }
        return y;
    }

    private static double[] joined(double[] a, double[] b) {
        double[] joined = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, joined, a.length, b.length);
        return joined;
    }

    /** State of an LSTM, and what it does with its gates' sums. */
    private static final class Cell {
        private final int units;
        private final double[] bias;
        private final double[][] gateNorm;
        private final double[][] cellNorm;
        double[] hidden;
        private final double[] cell;

        Cell(int units, boolean layerNorm, double[] bias, Reader reader) {
            this.units = units;
            this.bias = bias;
            this.gateNorm = layerNorm ? new double[][] {reader.next(4 * units), reader.next(4 * units)} : null;
            this.cellNorm = layerNorm ? new double[][] {reader.next(units), reader.next(units)} : null;
            this.hidden = new double[units];
            this.cell = new double[units];
        }

        void step(double[] sums) {
            double[] s = bias == null ? sums : sum(sums, bias);
            double[] candidate = gate(s, 0);
            double[] forget = gate(s, 1);
            double[] output = gate(s, 2);
            double[] input = gate(s, 3);
            for (int i = 0; i < units; i++) {
                cell[i] = logistic(forget[i]) * cell[i] + logistic(input[i]) * Math.tanh(candidate[i]);
            }
            double[] shown = cellNorm == null ? cell : normalise(cell, cellNorm[0], cellNorm[1]);
            hidden = new double[units];
            for (int i = 0; i < units; i++) {
                hidden[i] = logistic(output[i]) * Math.tanh(shown[i]);
            }
        }

        private double[] gate(double[] s, int gate) {
            double[] part = Arrays.copyOfRange(s, gate * units, (gate + 1) * units);
            return gateNorm == null
                    ? part
                    : normalise(
                            part,
                            Arrays.copyOfRange(gateNorm[0], gate * units, (gate + 1) * units),
                            Arrays.copyOfRange(gateNorm[1], gate * units, (gate + 1) * units));
        }
    }

    private static double[] normalise(double[] x, double[] gain, double[] shift) {
        double mean = Arrays.stream(x).average().orElseThrow();
        double variance =
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = (1 + gain[i]) * (x[i] - mean) / Math.sqrt(variance + 1e-5) + shift[i];
        }
        return y;
    }

    private static double logistic(double x) {
        return 1 / (1 + Math.exp(-x));
    }

    /** {@code W x} for {@code W [rows, x.length]}. */
    private static double[] product(double[] w, double[] x) {
        double[] y = new double[w.length / x.length];
        for (int i = 0; i < w.length; i++) {
            y[i / x.length] += w[i] * x[i % x.length];
        }
        return y;
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }
}
