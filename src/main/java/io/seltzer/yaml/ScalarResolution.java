package io.seltzer.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Which value a plain YAML scalar has: the 1.2 core schema, with the dates and the underscores in numbers
/// that contract files rely on (contract-language §1: `010` is ten, `yes` is a text).
public final class ScalarResolution {
    /// No real number or date is longer; the time to read a number grows faster than its length.
    private static final int LONGEST = 400;


    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9][0-9_]*");
    private static final Pattern OCTAL = Pattern.compile("0o[0-7]+");
    private static final Pattern HEXADECIMAL = Pattern.compile("0x[0-9a-fA-F]+");
    private static final Pattern DECIMAL =
            Pattern.compile("[-+]?(\\.[0-9]+|[0-9][0-9_]*(\\.[0-9_]*)?)([eE][-+]?[0-9]{1,4})?");
    private static final Pattern DATE = Pattern.compile("(\\d{4})-(\\d{2})-(\\d{2})");
    private static final Pattern DATE_TIME = Pattern.compile(
            "(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:[Tt]|[ \\t]+)(\\d{1,2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,9})\\d*)?"
                    + "(?:[ \\t]*(Z|[-+]\\d{1,2}(?::?\\d{2})?))?");

    private ScalarResolution() {}

    public static Scalar plain(String text) {
        if (text.length() > LONGEST) {
            return new Scalar.Text(text);
        }
        if (NULLS.contains(text)) {
            return new Scalar.Null();
        }
        if (TRUE.contains(text)) {
            return new Scalar.Truth(true);
        }
        if (FALSE.contains(text)) {
            return new Scalar.Truth(false);
        }
        if (INTEGER.matcher(text).matches() || DECIMAL.matcher(text).matches()) {
            return new Scalar.Decimal(new BigDecimal(text.replace("_", "")));
        }
        if (OCTAL.matcher(text).matches()) {
            return new Scalar.Decimal(new BigDecimal(new BigInteger(text.substring(2), 8)));
        }
        if (HEXADECIMAL.matcher(text).matches()) {
            return new Scalar.Decimal(new BigDecimal(new BigInteger(text.substring(2), 16)));
        }
        Scalar time = time(text);
        return time != null ? time : new Scalar.Text(text);
    }

    private static @Nullable Scalar time(String text) {
        try {
            if (DATE.matcher(text).matches()) {
                return new Scalar.Date(LocalDate.parse(text));
            }
            Matcher dateTime = DATE_TIME.matcher(text);
            return dateTime.matches() ? dateTime(dateTime) : null;
        } catch (DateTimeException notADate) {
            // 2024-13-01 looks like a date and is none: it stays a text.
            return null;
        }
    }

    private static Scalar dateTime(Matcher parts) {
        String fraction = parts.group(7);
        int nanos = fraction == null ? 0 : Integer.parseInt((fraction + "000000000").substring(0, 9));
        LocalDateTime local = LocalDateTime.of(
                number(parts, 1), number(parts, 2), number(parts, 3), number(parts, 4), number(parts, 5),
                number(parts, 6), nanos);
        return new Scalar.DateTime(local, offset(parts.group(8)));
    }

    private static int number(Matcher parts, int group) {
        return Integer.parseInt(parts.group(group));
    }

    private static @Nullable ZoneOffset offset(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (text.equals("Z")) {
            return ZoneOffset.UTC;
        }
        String digits = text.substring(1).replace(":", "");
        int hours = Integer.parseInt(digits.length() <= 2 ? digits : digits.substring(0, digits.length() - 2));
        int minutes = digits.length() <= 2 ? 0 : Integer.parseInt(digits.substring(digits.length() - 2));
        int sign = text.charAt(0) == '-' ? -1 : 1;
        return ZoneOffset.ofHoursMinutes(sign * hours, sign * minutes);
    }
}
