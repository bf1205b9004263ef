package io.seltzer.cloud.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A row of the table below the plot.
///
/// @param label the point's place on the plot's axis
/// @param measured whether there is something to say feedback of
/// @param asks whether feedback is asked for: an anomaly that nobody spoke of
/// @param changes of the monitor, between this row and the one before it in time
public record MeasurementRow(
        Instant time,
        String label,
        String dataOf,
        Verdict verdict,
        String value,
        String expected,
        Optional<Mark> mark,
        boolean measured,
        boolean asks,
        boolean selected,
        boolean backfilled,
        List<MonitorChange> changes) {}
