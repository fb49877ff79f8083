package org.hypernetspark.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** How numbers are written for people, whatever the machine's language. */
final class NumberText {
    /** What stands for a number that is not defined. */
    static final String MISSING = "-";

    private static final int SIGNIFICANT_DIGITS = 4;
    private static final int MOST_DECIMALS = 6;

    private NumberText() {}

    /** Four significant digits, whole numbers from 1,000 on; {@value #MISSING} for NaN. */
    static String significant(double value) {
        return fixed(value, decimals(value));
    }

    /** This many decimals; {@value #MISSING} for NaN. With an exponent if it is too small even for six of them. */
    static String fixed(double value, int decimals) {
        if (Double.isNaN(value)) {
            return MISSING;
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "inf" : "-inf";
        }
        boolean tiny = value != 0 && Math.abs(value) < 1e-4 && decimals == MOST_DECIMALS;
        return tiny
                ? String.format(Locale.ROOT, "%.2e", value)
                : String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    /** Decimals, 0 to 6, that show four significant digits of a number of this size. */
    static int decimals(double magnitude) {
        if (magnitude == 0 || Double.isNaN(magnitude) || Double.isInfinite(magnitude)) {
            return SIGNIFICANT_DIGITS - 1;
        }
        int exponent = (int) Math.floor(Math.log10(Math.abs(magnitude)));
        return Math.max(0, Math.min(MOST_DECIMALS, SIGNIFICANT_DIGITS - 1 - exponent));
    }

    /** With a comma at every third digit. */
    static String whole(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** As short as it goes, for the marks of an axis. */
    static String tick(double value) {
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(6)).stripTrailingZeros();
        double size = Math.abs(value);
        return size == 0 || (size >= 1e-4 && size < 1e6) ? rounded.toPlainString() : rounded.toString();
    }

    /** Minutes and seconds, with hours from one hour on: {@code 1:02:03}. */
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        long minutes = whole / 60;
        return minutes < 60
                ? String.format(Locale.ROOT, "%d:%02d", minutes, whole % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", minutes / 60, minutes % 60, whole % 60);
    }
}
