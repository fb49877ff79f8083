package org.hypernetspark.reference;

import java.util.Arrays;
import java.util.List;
import org.hypernetspark.hyper.TargetGraph;
import org.hypernetspark.net.Edges;
import org.hypernetspark.net.GatedGraph;
import org.hypernetspark.net.LayerSpec;
import org.hypernetspark.net.Network;
import org.hypernetspark.net.Residual;
import org.hypernetspark.net.Together;
import org.hypernetspark.param.Shape;

/** Layers over rows of which some layers see all together: layer after layer, those for single rows once for each. */
public final class ReferenceRows {
    private final Edges edges;
    private final double[] phi;
    private double[][] rows;
    private int at;

    /** Runs layers whose weights begin at {@code phi[at]}. */
    public ReferenceRows(List<LayerSpec> layers, Edges edges, double[][] rows, double[] phi, int at) {
        this.edges = edges;
        this.phi = phi;
        this.rows = rows;
        this.at = at;
        layers.forEach(this::run);
    }

    /** What comes out, row by row. */
    public double[][] outputs() {
        return rows;
    }

    /** Where the weights end. */
    public int end() {
        return at;
    }

    private void run(LayerSpec layer) {
        if (layer instanceof Together together) {
            together(together.layer());
        } else if (layer instanceof TargetGraph graph) {
            together(new GatedGraph(graph.units(), graph.steps(), edges));
        } else if (layer instanceof Residual residual) {
            ReferenceRows block = new ReferenceRows(residual.block(), edges, rows, phi, at);
            ReferenceRows shortcut = new ReferenceRows(residual.projection(), edges, rows, phi, block.end());
            rows = new double[rows.length][];
            Arrays.setAll(rows, i -> sum(block.rows[i], shortcut.rows[i]));
            at = shortcut.end();
        } else {
            Network network = Network.of(Shape.of(rows[0].length), List.of(layer));
            double[][] inputs = rows;
            rows = new double[inputs.length][];
            Arrays.setAll(rows, i -> ReferenceNetwork.forward(network, phi, at, inputs[i], 0));
            at += network.layout().size();
        }
    }

    private void together(LayerSpec layer) {
        int width = rows[0].length;
        Network network = Network.of(Shape.of(rows.length, width), List.of(layer));
        double[] joined = new double[rows.length * width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, joined, i * width, width);
        }
        double[] result = ReferenceNetwork.forward(network, phi, at, joined, 0);
        int out = network.output().dim(1);
        rows = new double[rows.length][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(result, i * out, (i + 1) * out));
        at += network.layout().size();
    }

    private static double[] sum(double[] a, double[] b) {
        double[] sum = new double[a.length];
        Arrays.setAll(sum, i -> a[i] + b[i]);
        return sum;
    }
}
