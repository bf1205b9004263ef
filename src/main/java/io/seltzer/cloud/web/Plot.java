package io.seltzer.cloud.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.seltzer.monitor.Detection;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.protocol.WireJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the plot of a monitor draws; the page carries it as JSON. Absent numbers are none, or infinite.
///
/// @param unit behind the numbers of the axis
/// @param fromZero whether the axis begins at zero
/// @param from index of the first point that is shown, `to` of the last; the strip below shows all
/// @param selected index of the point that the page tells of
/// @param sensitivity, side, minimum, maximum as they are set now
/// @param lowest below which no value can lie, `highest` above which none can
@JsonInclude(JsonInclude.Include.NON_NULL)
record Plot(
        String unit,
        boolean fromZero,
        int from,
        int to,
        @Nullable Integer selected,
        double sensitivity,
        Detection.Side side,
        @Nullable Double minimum,
        @Nullable Double maximum,
        @Nullable Double lowest,
        @Nullable Double highest,
        List<Dot> points,
        List<Change> changes) {

    /// @param t local time
    /// @param at instant, for the address
    /// @param v value
    /// @param lo bound of what was expected, like `hi`
    /// @param e middle of what was expected
    /// @param z sensitivity with which it was decided
    /// @param look `expected`, `anomaly`, `continuing`, `unknown`, or `missing` where there is no value
    /// @param word verdict in words; `value` and `range` as the table has them
    /// @param mark what somebody said of it
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Dot(
            String t,
            String at,
            @Nullable Double v,
            @Nullable Double lo,
            @Nullable Double hi,
            @Nullable Double e,
            @Nullable Double z,
            String look,
            String word,
            String value,
            String range,
            @Nullable String mark,
            @Nullable Boolean backfilled) {

        static Dot of(Slot slot, MonitorMetric metric, Schedule schedule) {
            @Nullable MonitorPoint point = slot.point().orElse(null);
            return new Dot(
                    schedule.label(slot.time()),
                    slot.time().toString(),
                    point == null ? null : finite(point.value()),
                    point == null ? null : finite(point.lower()),
                    point == null ? null : finite(point.upper()),
                    point == null ? null : finite(point.expected()),
                    point == null ? null : point.sensitivity(),
                    slot.look(),
                    slot.words().text(),
                    MetricFigures.value(metric, point == null ? null : point.value()),
                    point == null ? "–" : MetricFigures.range(metric, point.lower(), point.upper()),
                    point == null ? null : Mark.words(point.mark()).orElse(null),
                    (point != null && point.backfilled()) ? true : null);
        }
    }

    /// @param index of the first point that was decided after the change; as many as there are points when none was
    record Change(int index, String text) {}

    String json() {
        return WireJson.text(this);
    }

    static @Nullable Double finite(@Nullable Double value) {
        return value != null && Double.isFinite(value) ? value : null;
    }
}
