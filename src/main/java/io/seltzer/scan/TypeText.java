package io.seltzer.scan;

import io.seltzer.contract.Column.TypeParameters;
import java.util.Locale;
import java.util.OptionalInt;

/// A type with its parameters as the wire writes it (contract-language §15).
final class TypeText {
    private TypeText() {}

    /// As a data source has it. Of a time without a date no precision is told.
    static String ofActual(String type, TypeParameters parameters) {
        boolean time = type.toLowerCase(Locale.ROOT).startsWith("time ");
        return of(type, time ? TypeParameters.NONE : parameters);
    }

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
