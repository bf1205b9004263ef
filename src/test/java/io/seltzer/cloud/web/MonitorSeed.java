package io.seltzer.cloud.web;

import io.seltzer.monitor.Detection;
import io.seltzer.monitor.Grouping;
import io.seltzer.monitor.Monitor;
import io.seltzer.monitor.MonitorMetric;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.results.Diagnostics.SchemaChanges;
import io.seltzer.protocol.results.Diagnostics.Verdict;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A dataset that is measured daily in New York, with monitors and points as scans leave them.
final class MonitorSeed {
    static final ZoneId ZONE = ZoneId.of("America/New_York");
    static final Instant NEXT = Instant.parse("2013-12-12T05:00:00Z");

    final UUID organisation;
    final UUID dataset;
    final UUID scan;
    private final Seed seed;

    MonitorSeed(Seed seed, UUID organisation, String table) {
        this.seed = seed;
        this.organisation = organisation;
        dataset = seed.dataset(organisation, "flights_dwh", List.of("nyc", "public"), table);
        UUID source = seed.dataSource(organisation, "flights_dwh");
        scan = UUID.randomUUID();
        seed.run(
                "insert into scan (id, organisation_id, kind, data_source_id, definition_name, state, created_at,"
                        + " data_timestamp, deadline) values (?, ?, 'monitor', ?, 'monitors', 'completed', ?, ?, ?)",
                scan, organisation, source, at(Flights.VERIFIED), at(Flights.VERIFIED), at(Flights.VERIFIED));
        seed.run(
                "insert into monitoring (dataset_id, organisation_id, cadence, time_zone, partition_column, next_due)"
                        + " values (?, ?, 'daily', ?, 'flight_date', ?)",
                dataset, organisation, ZONE.getId(), at(NEXT));
        seed.run(
                "insert into monitoring_scan (scan_id, dataset_id, organisation_id) values (?, ?, ?)",
                scan, dataset, organisation);
    }

    UUID monitor(String name, MonitorMetric metric, @Nullable String column) {
        return monitor(name, metric, column, null, Detection.DEFAULT);
    }

    UUID monitor(
            String name, MonitorMetric metric, @Nullable String column, @Nullable Grouping grouping, Detection detection) {
        UUID id = UUID.randomUUID();
        @Nullable String sql = metric == MonitorMetric.CUSTOM_SQL ? "select 1" : null;
        seed.run(
                "insert into monitor (id, organisation_id, dataset_id, name, metric, column_name, definition, series_since)"
                        + " values (?, ?, ?, ?, ?, ?, ?::jsonb, timestamptz '-infinity')",
                id, organisation, dataset, name, metric.key(), column,
                WireJson.text(new Monitor(id, name, metric, column, grouping, sql, detection)));
        return id;
    }

    void group(UUID monitor, String group) {
        seed.run(
                "insert into monitor_series (monitor_id, group_key, organisation_id) values (?, ?, ?)",
                monitor, group, organisation);
    }

    void change(UUID monitor, Instant when, String who, String what) {
        seed.run(
                "insert into monitor_change (monitor_id, organisation_id, changed_at, changed_by, what)"
                        + " values (?, ?, ?, ?, ?)",
                monitor, organisation, at(when), who, what);
    }

    /// A point that a series takes on a day; scanned the next morning at six.
    Point on(UUID monitor, String day) {
        return new Point(monitor, LocalDate.parse(day));
    }

    final class Point {
        private final UUID monitor;
        private final LocalDate day;
        private String group = "";
        private boolean backfilled;
        private @Nullable Double lower;
        private @Nullable Double upper;
        private @Nullable Double expected;
        private double sensitivity = 3;
        private @Nullable String mark;
        private @Nullable SchemaChanges changes;
        private double score;

        private Point(UUID monitor, LocalDate day) {
            this.monitor = monitor;
            this.day = day;
        }

        Point group(String name) {
            group = name;
            return this;
        }

        Point backfilled() {
            backfilled = true;
            return this;
        }

        Point range(double from, double middle, double to) {
            lower = from;
            expected = middle;
            upper = to;
            return this;
        }

        Point sensitivity(double width) {
            sensitivity = width;
            return this;
        }

        Point score(double distance) {
            score = distance;
            return this;
        }

        Point marked(String what) {
            mark = what;
            return this;
        }

        Point changes(SchemaChanges seen) {
            changes = seen;
            return this;
        }

        void gap(String reason) {
            insert(null, Verdict.unknown, reason, null);
        }

        void training(double value, int missing) {
            insert(value, Verdict.unknown, "training", missing);
        }

        void is(double value, Verdict verdict) {
            insert(value, verdict, null, null);
        }

        private void insert(
                @Nullable Double value, Verdict verdict, @Nullable String reason, @Nullable Integer missing) {
            Instant scanned = day.plusDays(1).atTime(6, 0).atZone(ZONE).toInstant();
            seed.run(
                    "insert into measurement (organisation_id, monitor_id, group_key, data_time, value, verdict, reason,"
                            + " missing_points, expected, lower_bound, upper_bound, score, direction, alert, sensitivity,"
                            + " schema_changes, mark, marked_by, marked_at, scan_id, scan_time, backfilled)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, false, ?, ?::jsonb, ?, ?, ?, ?, ?, ?)",
                    organisation, monitor, group, at(day.atStartOfDay(ZONE).toInstant()), value, verdict.name(), reason,
                    missing, expected, lower, upper, score, sensitivity,
                    changes == null ? null : WireJson.text(changes),
                    mark, mark == null ? null : "key-hudson", mark == null ? null : at(scanned), scan, at(scanned),
                    backfilled);
        }
    }

    private static Object at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
