package org.hypernetspark.ml.plan;

import java.util.Arrays;
import scala.Product;

/** The parts of a step, as Spark looks at them to copy and compare it: those of its constructor, in that order. */
interface Parts extends Product {
    /** The parts. */
    Object[] parts();

    /** Whether another step is of the same kind and has equal parts. */
    default boolean hasPartsOf(Object other) {
        return other instanceof Parts step && canEqual(other) && Arrays.equals(parts(), step.parts());
    }

    @Override
    default int productArity() {
        return parts().length;
    }

    @Override
    default Object productElement(int number) {
        return parts()[number];
    }

    @Override
    default boolean canEqual(Object other) {
        return getClass().isInstance(other);
    }
}
