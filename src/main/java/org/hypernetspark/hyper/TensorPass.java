package org.hypernetspark.hyper;

/** What one call of a {@link TensorForm} works on: one tensor of one task. A mutable bundle, so that no step allocates. */
public final class TensorPass {
    /** Whether this is a training step. */
    public boolean training;
    /** Raw values of the tensor, from {@link #rawAt}. */
    public float[] raw;
    /** Where the raw values begin. */
    public int rawAt;
    /** Base values, from {@link #baseAt}. */
    public float[] base;
    /** Where the base values begin. */
    public int baseAt;
    /** The target's weights, from {@link #thetaAt}. */
    public float[] theta;
    /** Where the tensor begins. */
    public int thetaAt;
    /** Gradient with respect to the target's weights, from {@link #dThetaAt}. */
    public float[] dTheta;
    /** Where the tensor's gradient begins. */
    public int dThetaAt;
    /** Gradient with respect to the raw values, laid out like them. */
    public float[] dRaw;
    /** Gradient with respect to the base values, laid out like them; null if it is not wanted. */
    public float[] dBase;
}
