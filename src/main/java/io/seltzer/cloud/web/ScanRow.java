package io.seltzer.cloud.web;

import io.seltzer.cloud.store.InstructionState;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the tables' rows become scans and datasets of a page.
final class ScanRow {
    /// Reads datasets; alias `d`.
    static final String DATASET_COLUMNS =
            "d.id as dataset_id, d.data_source, d.prefixes, d.table_name, d.qualified_name";

    /// Reads scans with their dataset and agent; aliases `s`, `d`, `a`. A scan of monitors has no dataset.
    static final String SELECT =
            """
            select s.id as scan_id, s.state, s.origin, s.created_at, s.started_at, s.ended_at, s.data_timestamp,
                   s.passed, s.warned, s.failed, s.unevaluated, a.name as agent_name, s.kind, scanned.name as scanned_source,
                   (select count(*) from monitoring_scan m where m.scan_id = s.id) as scanned_datasets, %s
            """.formatted(DATASET_COLUMNS);

    static final String JOINS =
            """
            join data_source scanned on scanned.id = s.data_source_id
            left join dataset d on d.id = s.dataset_id
            left join agent a on a.id = s.agent_id
            """;

    static final String FROM = "from scan s " + JOINS;

    private ScanRow() {}

    static ScanLine line(Row row) {
        Optional<Tally> tally = tally(row);
        return new ScanLine(
                row.getUUID("scan_id"),
                subject(row),
                state(row, tally),
                new Moment(row.getOffsetDateTime("created_at").toInstant()),
                duration(row),
                tally,
                Optional.ofNullable(row.getString("agent_name")),
                "local".equals(row.getString("origin")));
    }

    static DatasetName dataset(Row row) {
        return new DatasetName(
                row.getUUID("dataset_id"),
                row.getString("data_source"),
                List.of(row.getArrayOfStrings("prefixes")),
                row.getString("table_name"),
                row.getString("qualified_name"));
    }

    private static ScanSubject subject(Row row) {
        return row.getUUID("dataset_id") == null
                ? ScanSubject.ofMonitors(
                        row.getString("scanned_source"),
                        row.getLong("scanned_datasets"),
                        "backfill".equals(row.getString("kind")))
                : ScanSubject.of(dataset(row));
    }

    static Optional<Moment> moment(Row row, String column) {
        return Optional.ofNullable(row.getOffsetDateTime(column))
                .map(OffsetDateTime::toInstant)
                .map(Moment::new);
    }

    /// Counters of the scan; empty before its results.
    static Optional<Tally> tally(Row row) {
        @Nullable Integer passed = row.getInteger("passed");
        return passed == null
                ? Optional.empty()
                : Optional.of(new Tally(
                        passed, row.getInteger("warned"), row.getInteger("failed"), row.getInteger("unevaluated")));
    }

    static InstructionState instruction(Row row) {
        return InstructionState.valueOf(row.getString("state"));
    }

    static Moment dataTime(Row row) {
        return new Moment(row.getOffsetDateTime("data_timestamp").toInstant());
    }

    /// A scan that ended well may have left checks out; then not all has passed.
    private static State state(Row row, Optional<Tally> tally) {
        State state = State.of(instruction(row));
        boolean gaps = tally.filter(counted -> counted.unevaluated() > 0).isPresent();
        return state == State.PASSED && gaps ? State.NOT_EVALUATED : state;
    }

    private static Optional<String> duration(Row row) {
        Optional<Instant> started = moment(row, "started_at").map(Moment::instant);
        Optional<Instant> ended = moment(row, "ended_at").map(Moment::instant);
        return started.flatMap(from -> ended.map(to -> Figures.duration(Duration.between(from, to))));
    }
}
