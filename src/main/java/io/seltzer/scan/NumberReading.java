package io.seltzer.scan;

import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;

/// Numbers among the values that drivers return. The wire types numbers as doubles, so whatever is beyond those is
/// none.
final class NumberReading {
    /// Longer texts are no numbers that a double could be; reading their digits takes time with their square.
    private static final int LONGEST = 400;

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,9})?");
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d+");

    private NumberReading() {}

    /// Numeric text is its number, true is 1 and false 0.
    static Optional<BigDecimal> of(Object value) {
        return any(value).filter(number -> Double.isFinite(number.doubleValue()));
    }

    /// A number of rows: decimals of a number are cut off, whereas text must be whole.
    static Optional<BigDecimal> whole(Object value) {
        boolean refused = value instanceof CharSequence text && !WHOLE.matcher(text.toString().strip()).matches();
        return refused
                ? Optional.empty()
                : of(value)
                        .map(number -> number.setScale(0, RoundingMode.DOWN))
                        .filter(number -> number.unscaledValue().bitLength() < Long.SIZE);
    }

    private static Optional<BigDecimal> any(Object value) {
        return switch (value) {
            case BigDecimal number -> Optional.of(number);
            case BigInteger number -> Optional.of(new BigDecimal(number));
            case Numeric number -> number.isNaN() ? Optional.empty() : Optional.of(number.bigDecimalValue());
            // A float's own digits: as a double 0.1f would be 0.10000000149011612.
            case Float number -> Float.isFinite(number) ? Optional.of(new BigDecimal(number.toString())) : Optional.empty();
            case Double number -> Double.isFinite(number) ? Optional.of(BigDecimal.valueOf(number)) : Optional.empty();
            case Byte number -> Optional.of(BigDecimal.valueOf(number));
            case Short number -> Optional.of(BigDecimal.valueOf(number));
            case Integer number -> Optional.of(BigDecimal.valueOf(number));
            case Long number -> Optional.of(BigDecimal.valueOf(number));
            case Boolean truth -> Optional.of(truth ? BigDecimal.ONE : BigDecimal.ZERO);
            case CharSequence text -> ofText(text.toString().strip());
            default -> Optional.empty();
        };
    }

    private static Optional<BigDecimal> ofText(String text) {
        return text.length() <= LONGEST && NUMBER.matcher(text).matches()
                ? Optional.of(new BigDecimal(text))
                : Optional.empty();
    }
}
