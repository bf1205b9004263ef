package io.seltzer.cloud.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One series of one monitor.
///
/// @param verdict on the newest point, with its day when it is an anomaly
/// @param group empty for a monitor without groups
/// @param period `1 Jan 2013 to 31 Mar 2013`; empty when nothing was measured
/// @param summary `8 anomalies in 90 measurements`
/// @param empty whether the series has no point at all
/// @param plot JSON
/// @param message of the plot for those who do not see it
/// @param older before which there is more than this page has
/// @param pending changes that take effect at the next scan
/// @param settings empty for a monitor whose range is not learnt
public record MonitorView(
        MonitorRequest request,
        String name,
        Verdict verdict,
        String meaning,
        Optional<String> column,
        DatasetName dataset,
        Schedule schedule,
        boolean partitioned,
        String group,
        List<Group> groups,
        String period,
        String summary,
        String first,
        String last,
        boolean empty,
        String plot,
        String message,
        Optional<Instant> older,
        List<MonitorChange> pending,
        List<MeasurementRow> rows,
        Paging paging,
        Optional<PointReading> reading,
        Optional<SettingsForm> settings,
        String sensitivity,
        String unit) {

    /// One of the groups to choose from.
    public record Group(String name, Verdict verdict) {}

    public boolean grouped() {
        return !groups.isEmpty();
    }
}
