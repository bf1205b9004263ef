package io.seltzer.monitor;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What of a measured value is told as an anomaly. All but the sensitivity change what is reported, not what is learnt;
/// excluded values are not learnt either.
///
/// @param sensitivity half the width of the expected range in standard deviations, 0.3 (narrow) to 6 (wide)
/// @param minimum below which a value is an anomaly whatever is expected
/// @param maximum above which a value is an anomaly whatever is expected
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Detection(
        double sensitivity,
        Side side,
        @Nullable Double minimum,
        @Nullable Double maximum,
        List<Exclusion> exclusions) {
    public static final double NARROWEST = 0.3;
    public static final double WIDEST = 6;
    public static final Detection DEFAULT = new Detection(3, Side.BOTH, null, null, List.of());

    public Detection {
        exclusions = List.copyOf(exclusions);
    }

    /// Which deviations are told.
    public enum Side {
        @JsonProperty("both")
        BOTH,
        @JsonProperty("above")
        ABOVE,
        @JsonProperty("below")
        BELOW
    }

    /// Values that are neither judged nor learnt, ends included; an open end reaches to infinity.
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Exclusion(@Nullable Double from, @Nullable Double to) {
        public boolean holds(double value) {
            return (from == null || value >= from) && (to == null || value <= to);
        }
    }
}
