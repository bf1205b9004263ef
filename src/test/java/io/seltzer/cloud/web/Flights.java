package io.seltzer.cloud.web;

import io.seltzer.cloud.store.InstructionState;
import io.seltzer.protocol.results.CheckResult.Outcome;
import io.seltzer.protocol.results.Diagnostics;
import io.seltzer.protocol.results.Diagnostics.Bounds;
import io.seltzer.protocol.results.Diagnostics.SchemaColumn;
import io.seltzer.protocol.results.LogLine.Level;
import io.seltzer.protocol.results.ScanResults.ColumnMetadata;
import io.seltzer.protocol.results.ScanResults.WarehouseTable;
import io.seltzer.protocol.results.ScanResults.WarehouseTable.CheckRows;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A dataset with seven verified days, in the figures of the New York flights of December 2013.
final class Flights {
    static final Instant VERIFIED = Instant.parse("2013-12-11T06:00:00Z");
    static final String SQL = "select * from \"dq\".\"failed_flights\" where scan_id = '3784'";
    private static final long ROWS = 943;
    private static final Bounds EQUALITY = new Bounds(null, null, null, null);
    private static final String WARNING = "columns: [{checks: [{threshold: {level: warn}}]}]";
    private static final String PERCENT =
            """
            columns:
            - name: dep_time
              checks:
              - threshold:
                  metric: percent
                  must_be_less_than: 10
            """;
    private static final int DAY = 86_400;
    private static final List<InstructionState> WEEK = List.of(
            InstructionState.completedWithWarnings,
            InstructionState.completedWithFailures,
            InstructionState.completedWithWarnings,
            InstructionState.completed,
            InstructionState.completedWithWarnings,
            InstructionState.completedWithWarnings,
            InstructionState.completedWithFailures);

    final UUID organisation;
    final UUID dataset;
    final UUID source;
    final UUID contract;
    final UUID agent;
    final UUID scan;
    private final Seed seed;
    private final List<UUID> week = new ArrayList<>();
    private int position;

    Flights(Seed seed, UUID organisation, String table) {
        this.seed = seed;
        this.organisation = organisation;
        dataset = seed.dataset(organisation, "flights_dwh", List.of("nyc", "public"), table);
        source = seed.dataSource(organisation, "flights_dwh");
        contract = seed.contract(organisation, dataset, 14);
        agent = seed.agent(organisation, "agent-of-" + table);
        for (int day = 0; day < WEEK.size(); day++) {
            week.add(verification(WEEK.get(day), VERIFIED.minusSeconds((long) DAY * (WEEK.size() - 1 - day))));
        }
        scan = week.getLast();
        checks();
        seed.columns(
                organisation,
                scan,
                "flights_dwh/nyc/public/" + table,
                List.of(new ColumnMetadata("dep_time", "integer"), new ColumnMetadata("tailnum", "varchar(6)"),
                        new ColumnMetadata("dest", "char(3)"), new ColumnMetadata("flight_date", "date")));
        List<CheckRows> rows = List.of(
                new CheckRows("dep-missing", 204, SQL + " and fails_check = 'dep'"),
                new CheckRows("dest-invalid", 19, SQL + " and fails_check = 'dest'"));
        seed.failedRows(scan, List.of(new WarehouseTable("dq", "\"dq\".\"failed_flights\"", 223, SQL, rows)));
        log();
    }

    private UUID verification(InstructionState state, Instant at) {
        UUID added = seed.scan(organisation, dataset, contract, source, state, at);
        seed.update(added, Map.of(
                "started_at", at.plusMillis(2_310), "ended_at", at.plusMillis(6_110), "epoch", 1L, "attempts", 1,
                "agent_id", agent, "job", "scan-k3v7q2m5t4xw6h2a", "exit_code", 0));
        seed.counts(added, 3, 1, 1, 0);
        seed.event(organisation, added, "created", "verification requested", at);
        seed.event(organisation, added, "leased", "agent-east-1", at.plusMillis(61));
        seed.event(organisation, added, "running", "scan-k3v7q2m5t4xw6h2a", at.plusMillis(2_310));
        seed.event(organisation, added, "results", "5 checks", at.plusMillis(6_000));
        seed.event(organisation, added, state.name(), null, at.plusMillis(6_110));
        return added;
    }

    private void checks() {
        List<SchemaColumn> columns = List.of(new SchemaColumn("dep_time", "integer"), new SchemaColumn("dest", null));
        check("schema", "Schema matches the contract", null, "checks:\n- {}\n", Outcome.pass,
                diagnostics("0", above("0"), null, new Diagnostics.Schema(columns, columns)));
        check("rows", "Rows per day between 650 and 1,100", null, "checks:\n- {}\n", Outcome.pass,
                diagnostics("943", outside("650", "1100"), null, new Diagnostics.RowCount(ROWS, ROWS, null)));
        check("dep-missing", "Departure time is present", "dep_time", PERCENT, Outcome.fail,
                diagnostics("21.633086", from("10"), from("5"), new Diagnostics.Missing(204L, 21.633086, ROWS, ROWS, null)));
        check("dest-invalid", "Destination exists in airports", "dest", WARNING, Outcome.warn,
                diagnostics("19", null, EQUALITY, new Diagnostics.Invalid(19L, 2.01, ROWS, ROWS, 0L, null)));
        check("date-missing", "No missing values", "flight_date", "columns: [{checks: [{}]}]", Outcome.pass,
                diagnostics("0", EQUALITY, null, new Diagnostics.Missing(0L, 0.0, ROWS, ROWS, null)));
    }

    private void check(
            String identity,
            String name,
            @Nullable String column,
            String definition,
            Outcome last,
            Diagnostics diagnostics) {
        String type = identity.equals("rows") ? "row_count" : "missing";
        UUID check = seed.check(organisation, dataset, identity, type, name, column, definition, position++);
        List<Outcome> outcomes = last == Outcome.pass
                ? Collections.nCopies(WEEK.size(), Outcome.pass)
                : List.of(
                        Outcome.pass,
                        Outcome.fail,
                        Outcome.warn,
                        Outcome.unevaluated,
                        Outcome.warn,
                        Outcome.warn,
                        last);
        for (int day = 0; day < outcomes.size(); day++) {
            Instant recorded = VERIFIED.minusSeconds((long) DAY * (outcomes.size() - 1 - day));
            seed.result(organisation, check, week.get(day), outcomes.get(day), diagnostics, recorded.plusSeconds(6));
        }
    }

    private void log() {
        line(0, Level.info, "Scan started; deadline 08:00:00");
        line(1, Level.info, "Connected to flights_dwh (PostgreSQL 15); limit of 4 connections");
        line(2, Level.error, "Heartbeat refused by the gateway (503); next try in 1 s");
        line(3, Level.warning, "dep_time: 204 of 943 rows missing, 21.63 %; fails from 10 %");
        line(4, Level.info, "Results written");
    }

    private void line(int line, Level level, String message) {
        seed.log(organisation, scan, line, level, message, VERIFIED.plusMillis(2_310 + 97L * line));
    }

    static Diagnostics diagnostics(
            String value, @Nullable Bounds fail, @Nullable Bounds warn, Diagnostics.@Nullable V4 v4) {
        return new Diagnostics(new BigDecimal(value), fail, warn, v4, null);
    }

    static Bounds from(String bound) {
        return new Bounds(null, new BigDecimal(bound), null, null);
    }

    static Bounds above(String bound) {
        return new Bounds(new BigDecimal(bound), null, null, null);
    }

    static Bounds outside(String low, String high) {
        return new Bounds(new BigDecimal(high), null, new BigDecimal(low), null);
    }
}
