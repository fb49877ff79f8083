package org.hypernetspark.reference;

import java.util.Arrays;
import org.hypernetspark.net.HyperLstm;
import org.hypernetspark.net.Lstm;
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
        double variance = Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow();
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            y[i] = gain[i] * (x[i] - mean) / Math.sqrt(variance + 1e-5) + shift[i];
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
