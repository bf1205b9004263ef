package io.seltzer.protocol.soda;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/// Scalars as older clients send them. What is no such scalar is absent, except where a text must stand.
final class LenientScalars {
    private static final int LONGEST_NUMBER = 100;

    /// Digits before or behind the point; more than any double has, less than what PostgreSQL refuses.
    private static final int MOST_DIGITS = 400;

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private LenientScalars() {}

    private static @Nullable BigDecimal decimal(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> bounded(parser.getDecimalValue());
            case VALUE_NUMBER_FLOAT -> parser.isNaN() ? null : bounded(parser.getDecimalValue());
            case VALUE_STRING -> parsed(parser.getText());
            case START_ARRAY, START_OBJECT -> {
                parser.skipChildren();
                yield null;
            }
            case null, default -> null;
        };
    }

    private static @Nullable BigDecimal parsed(String text) {
        try {
            return text.length() > LONGEST_NUMBER ? null : bounded(new BigDecimal(text.strip()));
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }

    private static @Nullable BigDecimal bounded(BigDecimal number) {
        return Math.abs((long) number.scale()) > MOST_DIGITS || number.precision() > MOST_DIGITS ? null : number;
    }

    static final class Decimal extends StdDeserializer<BigDecimal> {
        private static final long serialVersionUID = 1L;

        Decimal() {
            super(BigDecimal.class);
        }

        @Override
        public @Nullable BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return decimal(parser);
        }
    }

    static final class Whole extends StdDeserializer<Long> {
        private static final long serialVersionUID = 1L;

        Whole() {
            super(Long.class);
        }

        @Override
        public @Nullable Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            BigDecimal number = decimal(parser);
            try {
                return number == null ? null : number.longValueExact();
            } catch (ArithmeticException fraction) {
                return null;
            }
        }
    }

    static final class Floating extends StdDeserializer<Double> {
        private static final long serialVersionUID = 1L;

        Floating() {
            super(Double.class);
        }

        @Override
        public @Nullable Double deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            BigDecimal number = decimal(parser);
            return number == null || Double.isInfinite(number.doubleValue()) ? null : number.doubleValue();
        }
    }

    /// ISO 8601 with an offset.
    static final class Moment extends StdDeserializer<Instant> {
        private static final long serialVersionUID = 1L;

        Moment() {
            super(Instant.class);
        }

        @Override
        public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (parser.currentToken() != JsonToken.VALUE_STRING) {
                parser.skipChildren();
                return null;
            }
            try {
                Instant moment = OffsetDateTime.parse(parser.getText()).toInstant();
                return moment.isBefore(EARLIEST) || moment.isAfter(LATEST) ? null : moment;
            } catch (DateTimeException noMoment) {
                return null;
            }
        }
    }

    /// Without what PostgreSQL or UTF-8 cannot hold: U+0000 and halves of surrogate pairs become U+FFFD.
    static final class Text extends StdDeserializer<String> {
        private static final long serialVersionUID = 1L;

        Text() {
            super(String.class);
        }

        @Override
        public String deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            if (!parser.currentToken().isScalarValue()) {
                return (String) context.handleUnexpectedToken(String.class, parser);
            }
            return storable(parser.getText());
        }

        static String storable(String text) {
            boolean fine = text.chars().noneMatch(unit -> unit == 0 || Character.isSurrogate((char) unit));
            if (fine) {
                return text;
            }
            StringBuilder clean = new StringBuilder(text.length());
            text.codePoints()
                    .map(point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                            ? '\uFFFD'
                            : point)
                    .forEach(clean::appendCodePoint);
            return clean.toString();
        }
    }
}
