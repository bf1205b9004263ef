package io.seltzer.scan;

import java.time.temporal.Temporal;
import java.util.Date;

/// What sort of thing a database's value is, for messages that must not repeat the value itself.
final class ValueKind {
    private ValueKind() {}

    static String of(Object value) {
        return switch (value) {
            case Number number -> Double.isNaN(number.doubleValue()) ? "NaN" : "a number or infinite";
            case Boolean _ -> "true or false";
            case CharSequence _ -> "text";
            case Temporal _, Date _ -> "a date or time";
            default -> "of a type that is neither number, text nor time";
        };
    }
}
