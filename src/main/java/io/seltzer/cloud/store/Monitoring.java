package io.seltzer.cloud.store;

import java.time.Duration;

/// Everything about metric monitoring.
public record Monitoring(
        DatasetMonitoring datasets,
        Monitors monitors,
        MonitorFiles files,
        MonitoringScans scans,
        MonitoringSchedule schedule,
        SeriesMemories memories,
        Decisions decisions,
        Measurements measurements,
        Feedback feedback) {

    /// @param longestScan from the request to the deadline
    static Monitoring over(Database database, Datasets datasets, Duration longestScan) {
        MonitoringScans scans = new MonitoringScans(database, longestScan);
        DatasetMonitoring monitoring = new DatasetMonitoring(database);
        Monitors monitors = new Monitors(database);
        return new Monitoring(
                monitoring,
                monitors,
                new MonitorFiles(database, datasets, monitoring, monitors),
                scans,
                new MonitoringSchedule(database, scans),
                new SeriesMemories(database),
                new Decisions(database),
                new Measurements(database),
                new Feedback(database));
    }
}
