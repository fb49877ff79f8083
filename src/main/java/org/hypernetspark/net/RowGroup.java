package org.hypernetspark.net;

/**
 * Neighbouring rows of a batch that belong together: the pieces of a task's weights, or the rows of its support set. Layers
 * that see them together, as positions {@code [rows, features]}, are told of them by {@link LayerSpec#over}.
 *
 * @param rows of each group, at least 1; the batch has a multiple of them
 * @param edges between the rows; null if they are a set, without order, whose last ones may be padding
 */
public record RowGroup(int rows, Edges edges) {
    /** Rows without order, of which {@link NetworkPass#countGroupRows} says how many count. */
    public static RowGroup set(int rows) {
        return new RowGroup(rows, null);
    }

    /** Whether the rows have no order and may be padded. */
    public boolean set() {
        return edges == null;
    }

    /** A layer over the positions {@code [rows, features]} as one over a batch of rows, under this name. */
    public LayerSpec together(String name, LayerSpec layer) {
        return new GroupedLayer(name, rows, layer);
    }

    /** Refuses a layer that was not told its rows. */
    public static IllegalArgumentException unknown() {
        return new IllegalArgumentException(
                "sees rows together, but here each stands alone; such a layer belongs into the"
                        + " trunk of a hypernet whose weights leave it in pieces, or into the encoder of a support set");
    }
}
