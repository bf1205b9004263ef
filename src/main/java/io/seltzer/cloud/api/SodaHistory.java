package io.seltzer.cloud.api;

import io.seltzer.cloud.store.Caller;
import io.seltzer.cloud.store.Measurements;
import io.seltzer.cloud.store.Measurements.Filter;
import io.seltzer.cloud.store.Measurements.Series;
import io.seltzer.cloud.store.Refused;
import io.seltzer.protocol.soda.SodaQuery.HistoricMeasurements;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What clients of the field ask about the past (cloud-protocol §10). A metric's identity is a monitor's id, or `id/group`.
final class SodaHistory {
    private static final int MOST_IDENTITIES = 500;
    private static final int LARGEST_LIMIT = 10_000;

    private final Measurements measurements;

    SodaHistory(Measurements measurements) {
        this.measurements = measurements;
    }

    record Results(List<Result> results) {}

    /// @param id of this one point
    record Result(String id, String identity, double value, OffsetDateTime dataTime) {}

    /// Those of each metric together, newest first. What is no metric of ours has none.
    Future<Results> measurements(Caller caller, HistoricMeasurements wanted) {
        refuseWhatDoesNotFit(wanted);
        List<String> identities = new ArrayList<>();
        List<Series> series = new ArrayList<>();
        wanted.metricIdentities().stream().distinct().forEach(identity -> series(identity).ifPresent(known -> {
            identities.add(identity);
            series.add(known);
        }));
        Filter range = new Filter(
                Optional.empty(),
                Optional.ofNullable(wanted.minScanTime()),
                Optional.ofNullable(wanted.maxScanTime()));
        int limit = wanted.limit() == null ? LARGEST_LIMIT : wanted.limit();
        return measurements
                .values(caller.organisation(), series, range, limit)
                .map(values -> new Results(values.stream()
                        .filter(value -> Double.isFinite(value.value())) // an infinite one is no number on the wire
                        .map(value -> {
                            String identity = identities.get(value.series());
                            Instant time = value.dataTime().toInstant();
                            return new Result(identity + "@" + time, identity, value.value(), value.dataTime());
                        })
                        .toList()));
    }

    private static void refuseWhatDoesNotFit(HistoricMeasurements wanted) {
        int identities = wanted.metricIdentities().size();
        must(identities >= 1 && identities <= MOST_IDENTITIES, "metricIdentities must name 1 to 500 metrics");
        must(
                (wanted.minScanTime() == null) == (wanted.maxScanTime() == null),
                "minScanTime and maxScanTime come together");
        must(
                wanted.minScanTime() != null || wanted.limit() != null,
                "minScanTime and maxScanTime, or limit, must be there");
        must(
                wanted.minScanTime() == null
                        || wanted.maxScanTime() == null
                        || !wanted.minScanTime().isAfter(wanted.maxScanTime()),
                "minScanTime must not be after maxScanTime");
        must(
                wanted.limit() == null || (wanted.limit() >= 1 && wanted.limit() <= LARGEST_LIMIT),
                "limit must be a number from 1 to " + LARGEST_LIMIT);
    }

    private static void must(boolean holds, String rule) {
        if (!holds) {
            throw Refused.invalid("invalid_history_window", "Of historic measurements, " + rule + ".");
        }
    }

    private static Optional<Series> series(String identity) {
        int slash = identity.indexOf('/');
        String monitor = slash < 0 ? identity : identity.substring(0, slash);
        String group = slash < 0 ? "" : identity.substring(slash + 1);
        return Bodies.uuid(monitor).map(id -> new Series(id, group));
    }
}
