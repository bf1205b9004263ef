package io.seltzer.cloud.web;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;

/// Numbers as pages write them: `1,004`, `21.63 %`, `3.8 s`. Between number and unit stands a no-break space.
public final class Figures {
    private static final char NO_BREAK = '\u00a0';
    private static final BigDecimal TWO_DECIMALS_SHOW = new BigDecimal("0.01");

    private Figures() {}

    public static String count(long number) {
        return format("#,##0", BigDecimal.valueOf(number));
    }

    /// Two decimals at most; a smaller number keeps two significant digits, so that it does not read as zero.
    public static String decimal(BigDecimal number) {
        if (number.signum() != 0 && number.abs().compareTo(TWO_DECIMALS_SHOW) < 0) {
            return number.round(new MathContext(2)).stripTrailingZeros().toPlainString();
        }
        return format("#,##0.##", number);
    }

    public static String percent(BigDecimal number) {
        return decimal(number) + NO_BREAK + '%';
    }

    /// `1 row`, `943 rows`
    public static String of(long number, String one, String many) {
        return count(number) + NO_BREAK + (number == 1 ? one : many);
    }

    public static String with(String number, String unit) {
        return number + NO_BREAK + unit;
    }

    public static String duration(Duration length) {
        if (!length.isPositive()) {
            // Clients tell times to the second.
            return "under " + with("1", "s");
        }
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            return with(count(length.toMillis()), "ms");
        }
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            BigDecimal seconds = BigDecimal.valueOf(length.toMillis(), 3);
            return with(seconds.setScale(1, RoundingMode.DOWN).toPlainString(), "s");
        }
        if (length.compareTo(Duration.ofHours(1)) < 0) {
            return with(count(length.toMinutes()), "min") + ' ' + with(count(length.toSecondsPart()), "s");
        }
        return with(count(length.toHours()), "h") + ' ' + with(count(length.toMinutesPart()), "min");
    }

    /// `90 min`, `7.5 h`, `12 d`: the largest unit of which there are at least two.
    static String age(BigDecimal millis) {
        BigDecimal minutes = millis.divide(BigDecimal.valueOf(60_000), MathContext.DECIMAL64);
        BigDecimal hours = minutes.divide(BigDecimal.valueOf(60), MathContext.DECIMAL64);
        BigDecimal days = hours.divide(BigDecimal.valueOf(24), MathContext.DECIMAL64);
        if (days.abs().compareTo(BigDecimal.TWO) >= 0) {
            return with(decimal(days), "d");
        }
        return hours.abs().compareTo(BigDecimal.TWO) >= 0 ? with(decimal(hours), "h") : with(decimal(minutes), "min");
    }

    private static String format(String pattern, BigDecimal number) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        return format.format(number);
    }
}
