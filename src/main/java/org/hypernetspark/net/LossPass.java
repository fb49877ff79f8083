package org.hypernetspark.net;

/** What one call of a {@link Loss} works on; filled by the caller, allocated once. */
public final class LossPass {
    /** Number of tasks. */
    public int tasks;
    /** Examples of each task. */
    public int batch;
    /** Outputs of one example. */
    public int width;
    /** Labels of one example: {@link Loss#labelWidth} of the output. */
    public int labelWidth = 1;
    /** Raw outputs {@code [tasks, batch, width]}. */
    public float[] output;
    /** Labels {@code [tasks, batch, labelWidth]}: class indices for cross-entropy, values otherwise. */
    public float[] labels;
    /** 1 where a label counts, 0 where it is missing or padding, {@code [tasks, batch, labelWidth]}. */
    public float[] mask;
    /**
     * The preference that each task's network was generated for, as drawn, {@code [tasks, preference]}; null if the hypernet
     * sees none, and where predictions are scored. For losses that weigh by it.
     */
    public float[] preference;
    /** Where the gradient {@code [tasks, batch, width]} goes; null if it is not wanted; may be {@link #output} itself. */
    public float[] dOutput;
    /** Mean loss of each task {@code [tasks]}. */
    public double[] losses;
    /** Number of unmasked labels of each task {@code [tasks]}. */
    public double[] counts;
}
