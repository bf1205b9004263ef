package io.seltzer.contract;

import io.seltzer.yaml.Scalar;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/// The text of a value where other clients of the wire must come to the same one: in qualifiers, and with them
/// in identities (contract-language §7, §11), in selectors (§12) and in attributes (cloud-protocol §5.2).
final class ScalarText {
    /// From here on these clients write numbers with an exponent.
    private static final double LARGE = 1e16;

    private static final double SMALL = 1e-4;

    private ScalarText() {}

    /// `True`, `5`, `0.5`, `2026-05-04 08:00:00`: the way these clients write them.
    static String of(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Text(String text) -> text;
            case Scalar.Decimal(BigDecimal number) -> number(number);
            case Scalar.Truth(boolean truth) -> truth ? "True" : "False";
            case Scalar.Date(LocalDate date) -> date.toString();
            case Scalar.DateTime(LocalDateTime local, @Nullable ZoneOffset offset) ->
                dateTime(local, ' ') + (offset == null ? "" : offset(offset));
            case Scalar.Null _ -> "";
        };
    }

    /// True or false, or a text such as `5` or `2026-05-04T08:00:00+00:00`. A time without an offset is taken as UTC,
    /// so that every machine sends the same.
    static @Nullable Object onWire(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Text(String text) ->
                text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false") ? (Object) Boolean.valueOf(text) : text;
            case Scalar.Decimal(BigDecimal number) -> number(number);
            case Scalar.Truth(boolean truth) -> truth;
            case Scalar.Date(LocalDate date) -> dateTime(date.atStartOfDay(), 'T') + offset(ZoneOffset.UTC);
            case Scalar.DateTime(LocalDateTime local, @Nullable ZoneOffset offset) ->
                dateTime(local, 'T') + offset(offset == null ? ZoneOffset.UTC : offset);
            case Scalar.Null _ -> null;
        };
    }

    /// Members of a list keep their types.
    static @Nullable Object onWireInList(Scalar scalar) {
        return switch (scalar) {
            case Scalar.Decimal(BigDecimal number) ->
                number.scale() == 0 ? number.toBigInteger() : (Object) number.stripTrailingZeros();
            case Scalar.Truth(boolean truth) -> truth;
            case Scalar.Text _, Scalar.Date _ -> of(scalar);
            case Scalar.DateTime _, Scalar.Null _ -> onWire(scalar);
        };
    }

    private static String number(BigDecimal number) {
        if (number.scale() == 0) {
            return number.toString();
        }
        double value = number.doubleValue();
        double size = Math.abs(value);
        if (Double.isInfinite(value)) {
            return value < 0 ? "-inf" : "inf";
        }
        BigDecimal shortest = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        if (value != 0 && (size >= LARGE || size < SMALL)) {
            return scientific(shortest);
        }
        String plain = shortest.toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    private static String scientific(BigDecimal number) {
        int exponent = number.precision() - number.scale() - 1;
        String digits = number.unscaledValue().abs().toString();
        return (number.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + (digits.length() > 1 ? "." + digits.substring(1) : "")
                + "e%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
    }

    private static String offset(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.toString();
    }

    private static String dateTime(LocalDateTime local, char separator) {
        String fraction = local.get(ChronoField.MICRO_OF_SECOND) == 0 ? "" : ".SSSSSS";
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'" + separator + "'HH:mm:ss" + fraction).format(local);
    }
}
