package io.seltzer.cloud.web;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The monitors of one dataset.
///
/// @param schedule empty when the dataset is not measured
/// @param lastScan the newest scan that measured it
/// @param cards monitors of the dataset as a whole, the schema's apart
/// @param lines monitors of columns and groups, and queries of users
/// @param any whether there is a monitor at all, whatever the filter
public record DatasetMonitors(
        DatasetName name,
        Optional<Schedule> schedule,
        Optional<LastScan> lastScan,
        List<MonitorLine> cards,
        Optional<SchemaCard> schema,
        MonitorFilter filter,
        List<MonitorLine> lines,
        Paging paging,
        boolean any) {

    /// @param created in the time zone of the monitors
    public record LastScan(String path, String created, State state) {
        /// A scan that found something has done its work.
        public String word() {
            return switch (state) {
                case FAILED -> "with anomalies";
                case WARNING -> "with anomalies that continue";
                case PASSED -> "nothing unusual";
                case NOT_EVALUATED, ERROR, TIMED_OUT, NO_RESULT, QUEUED, STARTING, RUNNING, CANCELING, TIMING_OUT,
                        CANCELED ->
                    state.word().toLowerCase(Locale.ROOT);
            };
        }
    }

    public String path() {
        return name.path() + "/monitors";
    }
}
