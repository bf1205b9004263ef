package io.seltzer.plan;

/// What a monitor says at one time.
public sealed interface Reading {
    /// @param number may be infinite, but is one
    record Value(double number) implements Reading {}

    record None(Gap gap) implements Reading {}

    static Reading none(Gap gap) {
        return new None(gap);
    }

    static Reading of(double number) {
        return Double.isNaN(number) ? new None(Gap.NOT_A_NUMBER) : new Value(number);
    }
}
