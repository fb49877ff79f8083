package org.hypernetspark.ml.table;

import java.math.BigDecimal;
import java.sql.Timestamp;

/** Task ids, categories and class labels as text: equal values have equal texts, whatever their type and time zone. */
final class ValueText {
    private ValueText() {}

    /** For example {@code 5} for 5, 5.0 and 5.00; null for null and for numbers that are not finite. */
    static String of(Object value) {
        if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            return Double.isFinite(number) ? plain(new BigDecimal(value.toString())) : null;
        }
        if (value instanceof BigDecimal decimal) {
            return plain(decimal);
        }
        if (value instanceof Timestamp timestamp) {
            return timestamp.toInstant().toString();
        }
        return value == null ? null : value.toString();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }
}
