package org.hypernetspark.task;

import java.io.Serializable;
import org.hypernetspark.param.Seeds;

/**
 * One target instantiation: an id, its descriptor, its rows to train on and its rows to validate on.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it.
 */
public final class Task implements Serializable {
    private static final long serialVersionUID = 1;
    private static final float[] NO_DESCRIPTOR = {};

    private final String id;
    private final long key;
    private final float[] descriptor;
    private final Rows training;
    private final Rows validation;
    private final int variant;

    /** A task; {@code descriptor} is empty if there is none. */
    public Task(String id, float[] descriptor, Rows training, Rows validation) {
        this(id, 0, descriptor, training, validation);
    }

    /** A task of a variant of the target, counted from 0. */
    public Task(String id, int variant, float[] descriptor, Rows training, Rows validation) {
        this.id = id;
        this.variant = variant;
        this.key = Seeds.hash(id);
        this.descriptor = descriptor;
        this.training = training;
        this.validation = validation;
    }

    /** A task without descriptor and validation rows. */
    public static Task of(String id, Rows training) {
        return new Task(id, NO_DESCRIPTOR, training, Rows.none());
    }

    /** The id, unique among tasks. */
    public String id() {
        return id;
    }

    /** A stable hash of the id: its identity for seeds and placement. */
    public long key() {
        return key;
    }

    /** The number of the target's variant that the task has; 0 for a target of one shape. */
    public int variant() {
        return variant;
    }

    /** The same task under another variant. */
    public Task ofVariant(int number) {
        return new Task(id, number, descriptor, training, validation);
    }

    /** Known features of the task itself; empty if there are none. Not to be changed. */
    public float[] descriptor() {
        return descriptor;
    }

    /** Rows to train on. */
    public Rows training() {
        return training;
    }

    /** Rows to validate on; may be none. */
    public Rows validation() {
        return validation;
    }
}
