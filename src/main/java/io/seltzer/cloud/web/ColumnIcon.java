package io.seltzer.cloud.web;

import java.util.List;
import java.util.Locale;

/// The sprite's icon for a column's type.
final class ColumnIcon {
    private static final List<String> NUMBERS =
            List.of("int", "numeric", "decimal", "number", "float", "double", "real", "serial", "money");
    private static final List<String> TIMES = List.of("date", "time");

    private ColumnIcon() {}

    static String of(String type) {
        String word = type.toLowerCase(Locale.ROOT);
        if (TIMES.stream().anyMatch(word::startsWith)) {
            return "t-date";
        }
        return NUMBERS.stream().anyMatch(word::contains) && !word.startsWith("interval") ? "t-number" : "t-text";
    }
}
