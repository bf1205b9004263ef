package io.seltzer.scan;

import io.seltzer.contract.Column.TypeParameters;
import java.util.Locale;
import java.util.OptionalInt;

/// A type with its parameters as the wire writes it (contract-language §15).
final class TypeText {
    private TypeText() {}

    static String of(String type, TypeParameters parameters) {
        String name = type.toLowerCase(Locale.ROOT);
        if (parameters.characterMaximumLength().isPresent()) {
            return with(name, parameters.characterMaximumLength());
        }
        if (parameters.numericPrecision().isPresent()) {
            OptionalInt scale = parameters.numericScale();
            return name + "(" + parameters.numericPrecision().getAsInt()
                    + (scale.isPresent() ? "," + scale.getAsInt() : "") + ")";
        }
        return with(name, parameters.datetimePrecision());
    }

    /// PostgreSQL writes a time's precision before its zone: `timestamp(3) without time zone`.
    private static String with(String name, OptionalInt parameter) {
        if (parameter.isEmpty()) {
            return name;
        }
        int zone = name.indexOf(" with");
        String text = "(" + parameter.getAsInt() + ")";
        return zone < 0 ? name + text : name.substring(0, zone) + text + name.substring(zone);
    }
}
