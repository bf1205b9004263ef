package io.seltzer.check;

/// Why there is no number.
///
/// @param code stable, for programs
/// @param reason for people; never holds a value of the data
public record Unmeasured(String code, String reason) implements Measurement, SchemaMeasurement {
    /// Nobody tried: not an error of the data source.
    static final Unmeasured NOT_ATTEMPTED = new Unmeasured("not_measured", "No query was run for this metric.");

    /// What Seltzer itself computed is not finite: the wire has no form for it.
    static final Unmeasured NOT_FINITE = new Unmeasured("value.not-a-number", "The value is not a finite number.");

    static Unmeasured unsupported(String reason) {
        return new Unmeasured("check.unsupported", reason);
    }
}
