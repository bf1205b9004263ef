package io.seltzer.check;

import java.math.BigDecimal;

/// The number that a check compares with its threshold.
public sealed interface CheckValue {

    /// As it goes on the wire.
    BigDecimal number();

    double doubleValue();

    /// Negative, zero or positive as the value lies below, at or above the bound.
    int compareTo(BigDecimal bound);

    /// Compared digit by digit.
    record Exact(BigDecimal number) implements CheckValue {
        @Override
        public double doubleValue() {
            return number.doubleValue();
        }

        @Override
        public int compareTo(BigDecimal bound) {
            return number.compareTo(bound);
        }
    }

    /// Computed in double arithmetic. A bound that is written with a point or an exponent is then rounded to a double,
    /// too; another one is exact, so that 9007199254740993 is not the double next to it.
    record Floating(double value) implements CheckValue {
        @Override
        public double doubleValue() {
            return value;
        }

        @Override
        public BigDecimal number() {
            return BigDecimal.valueOf(value);
        }

        @Override
        public int compareTo(BigDecimal bound) {
            boolean whole = bound.scale() == 0;
            return whole && Double.isFinite(value)
                    ? new BigDecimal(value).compareTo(bound)
                    : Double.compare(value, bound.doubleValue());
        }
    }

    /// A share, computed in double arithmetic; so the bound is rounded to a double, too, before they are compared.
    /// Otherwise 333 of 1000 rows would not be the 33.3 percent that a contract writes.
    record Percent(double percent) implements CheckValue {
        @Override
        public double doubleValue() {
            return percent;
        }

        @Override
        public BigDecimal number() {
            return BigDecimal.valueOf(percent);
        }

        @Override
        public int compareTo(BigDecimal bound) {
            return Double.compare(percent, bound.doubleValue());
        }
    }
}
