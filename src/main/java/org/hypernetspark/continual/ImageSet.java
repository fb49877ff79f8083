package org.hypernetspark.continual;

import java.io.Serializable;

/**
 * Images to train on and images to test on.
 *
 * <p>A plain class, not a record, so that Kryo's field serialiser can carry it.
 */
public final class ImageSet implements Serializable {
    private static final long serialVersionUID = 1;

    private final LabelledImages training;
    private final LabelledImages test;

    /** Both parts, of images of one size. */
    public ImageSet(LabelledImages training, LabelledImages test) {
        this.training = training;
        this.test = test;
    }

    /** Images to train on. */
    public LabelledImages training() {
        return training;
    }

    /** Images to test on. */
    public LabelledImages test() {
        return test;
    }
}
