package io.seltzer.scan;

import org.jspecify.annotations.Nullable;

/// A cell of a monitor's query, which is a number or a number's text.
final class MonitorCell {
    private MonitorCell() {}

    /// @return null for NULL, NaN for what is no number or has too many digits for one
    static @Nullable Double of(@Nullable Object cell) {
        return switch (cell) {
            case null -> null;
            case Number number -> number.doubleValue();
            case CharSequence text -> ofText(text.toString());
            default -> Double.NaN;
        };
    }

    /// PostgreSQL's texts of numbers are Java's, infinite ones too.
    private static double ofText(String text) {
        try {
            double value = Double.parseDouble(text);
            boolean isOverflow = Double.isInfinite(value) && text.indexOf('I') < 0;
            return isOverflow ? Double.NaN : value;
        } catch (NumberFormatException none) {
            return Double.NaN;
        }
    }
}
