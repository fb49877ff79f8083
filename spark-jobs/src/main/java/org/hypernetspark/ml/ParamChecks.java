package org.hypernetspark.ml;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.hypernetspark.config.ConfigNode;
import org.hypernetspark.config.ConfigReader;
import scala.Function1;

/** Validators of Params that say what they expected. */
final class ParamChecks {
    private ParamChecks() {}

    /** A number of at least {@code least}. */
    static Function1<Object, Object> atLeast(String name, double least) {
        return (Function1<Object, Object> & Serializable)
                value -> require(number(value) >= least, name, "at least " + plain(least), value);
    }

    /** A number above {@code limit}. */
    static Function1<Object, Object> above(String name, double limit) {
        return (Function1<Object, Object> & Serializable)
                value -> require(number(value) > limit, name, "above " + plain(limit), value);
    }

    /** A number from 0 to below 1. */
    static Function1<Object, Object> fraction(String name) {
        return (Function1<Object, Object> & Serializable)
                value -> require(number(value) >= 0 && number(value) < 1, name, "in [0, 1)", value);
    }

    /** One of these words. */
    static Function1<String, Object> oneOf(String name, List<String> labels) {
        return (Function1<String, Object> & Serializable)
                value -> require(labels.contains(value), name, "one of " + String.join(", ", labels), value);
    }

    /** A name that is not blank. */
    static Function1<String, Object> named(String name) {
        return (Function1<String, Object> & Serializable)
                value -> require(value != null && !value.isBlank(), name, "the name of a column", value);
    }

    /** Names that are not blank. */
    static Function1<String[], Object> names(String name) {
        return (Function1<String[], Object> & Serializable) values -> require(
                values != null && Arrays.stream(values).noneMatch(value -> value == null || value.isBlank()),
                name,
                "names of columns",
                Arrays.toString(values));
    }

    /** A text that a codec reads; its own message says what it expected. */
    static Function1<String, Object> text(String name, Reading reading) {
        return (Function1<String, Object> & Serializable) value -> {
            reading.accept(ConfigReader.text(value, name));
            return true;
        };
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
    }

    private static Object require(boolean holds, String name, String expected, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("Param " + name + " must be " + expected + ", got " + value);
        }
        return true;
    }

    /** Reads a text and throws if it cannot. */
    @FunctionalInterface
    interface Reading extends Consumer<ConfigNode>, Serializable {}
}
