package io.seltzer.cloud.store;

import java.time.Duration;

/// Everything about metric monitoring.
public record Monitoring(
        DatasetMonitoring datasets,
        Monitors monitors,
        MonitoringScans scans,
        MonitoringSchedule schedule,
        SeriesMemories memories,
        Decisions decisions,
        Measurements measurements,
        Feedback feedback) {

    /// @param longestScan from the request to the deadline
    static Monitoring over(Database database, Duration longestScan) {
        MonitoringScans scans = new MonitoringScans(database, longestScan);
        return new Monitoring(
                new DatasetMonitoring(database),
                new Monitors(database),
                scans,
                new MonitoringSchedule(database, scans),
                new SeriesMemories(database),
                new Decisions(database),
                new Measurements(database),
                new Feedback(database));
    }
}
