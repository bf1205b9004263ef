package io.seltzer.contract;

import io.seltzer.yaml.Scalar;
import io.seltzer.yaml.YamlNode.YamlScalar;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import org.jspecify.annotations.Nullable;

/// The text of a value where other clients of the wire must come to the same one: in qualifiers, and with them
/// in identities (contract-language §7, §11), and in attributes (cloud-protocol §5.2).
final class ScalarText {
    private ScalarText() {}

    /// `True`, `5`, `0.5`, `2026-05-04 08:00:00`: the way these clients write them.
    static String of(YamlScalar scalar) {
        return switch (scalar.value()) {
            case Scalar.Text(String text) -> text;
            case Scalar.Decimal(BigDecimal number) -> number(number);
            case Scalar.Truth(boolean truth) -> truth ? "True" : "False";
            case Scalar.Date(var date) -> date.toString();
            case Scalar.DateTime(LocalDateTime local, @Nullable ZoneOffset offset) ->
                dateTime(local, ' ') + (offset == null ? "" : offset(offset));
            case Scalar.Null _ -> "";
        };
    }

    /// `true`, `5`, `2026-05-04T08:00:00+00:00`. A time without an offset is taken as UTC, so that every
    /// machine sends the same.
    static String ofAttribute(YamlScalar scalar) {
        return switch (scalar.value()) {
            case Scalar.Text(String text) -> text;
            case Scalar.Decimal(BigDecimal number) -> number(number);
            case Scalar.Truth(boolean truth) -> Boolean.toString(truth);
            case Scalar.Date(var date) -> dateTime(date.atStartOfDay(), 'T') + offset(ZoneOffset.UTC);
            case Scalar.DateTime(LocalDateTime local, @Nullable ZoneOffset offset) ->
                dateTime(local, 'T') + offset(offset == null ? ZoneOffset.UTC : offset);
            case Scalar.Null _ -> "";
        };
    }

    private static String number(BigDecimal number) {
        if (number.scale() == 0) {
            return number.toString();
        }
        String plain = number.stripTrailingZeros().toPlainString();
        return plain.contains(".") ? plain : plain + ".0";
    }

    private static String offset(ZoneOffset offset) {
        return offset.equals(ZoneOffset.UTC) ? "+00:00" : offset.toString();
    }

    private static String dateTime(LocalDateTime local, char separator) {
        String fraction = local.get(ChronoField.MICRO_OF_SECOND) == 0 ? "" : ".SSSSSS";
        return DateTimeFormatter.ofPattern("uuuu-MM-dd'" + separator + "'HH:mm:ss" + fraction).format(local);
    }
}
