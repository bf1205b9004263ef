package io.seltzer.scan;

import io.seltzer.check.ActualColumn;
import io.seltzer.config.WarehouseFile;
import io.seltzer.contract.Check;
import io.seltzer.contract.Contract;
import io.seltzer.plan.FailedRowsPlanner;
import io.seltzer.plan.FailedRowsQuery;
import io.seltzer.plan.RowColumn;
import io.seltzer.scan.ContractScan.FailedRowsReport;
import io.seltzer.source.SnapshotRows;
import io.seltzer.source.SourceFailure;
import io.seltzer.source.SourceSession;
import io.seltzer.sql.Dialect;
import io.seltzer.warehouse.FailedRowsTable;
import io.seltzer.warehouse.SourceRows;
import io.seltzer.warehouse.WarehouseColumn;
import io.seltzer.warehouse.WarehouseWriter;
import io.seltzer.warehouse.WriteOutcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Brings the failed rows of a scan to the warehouse, from the very snapshot in which they were counted.
final class FailedRowCollection {
    private final Vertx vertx;
    private final SourceSession session;
    private final SourceMeasurement measurement;
    private final Dialect dialect;
    private final ScanLog log;
    private final StopWatch watch;

    FailedRowCollection(
            Vertx vertx,
            SourceSession session,
            SourceMeasurement measurement,
            ScanLog log,
            StopWatch watch) {
        this.vertx = vertx;
        this.session = session;
        this.measurement = measurement;
        this.dialect = session.dialect();
        this.log = log;
        this.watch = watch;
    }

    /// @param known columns if the schema check read them; read now otherwise
    /// @return empty when there is nothing to collect; a warehouse that says no costs its rows, not the verdicts.
    ///     Fails when somebody waits for the scan to change the table, so that the scan ends and runs again
    Future<Optional<FailedRowsReport>> collect(
            ContractScan.Request request, List<Check> failing, List<ActualColumn> known) {
        Contract contract = request.contract();
        boolean ofRows =
                FailedRowsPlanner.plan(contract, failing, dialect, List.of()).isPresent();
        if (request.warehouse().isEmpty() || !ofRows) {
            return Future.succeededFuture(Optional.empty());
        }
        WarehouseFile warehouse = request.warehouse().get();
        Future<List<ActualColumn>> columns = known.isEmpty()
                ? measurement.columns(dialect.columns(contract.dataset()))
                : Future.succeededFuture(known);
        return columns.compose(found -> session.rows()
                        .compose(snapshot -> write(
                                request,
                                warehouse,
                                found,
                                new SourceRows(snapshot, kept -> sql(contract, failing, kept)))))
                .map(outcome -> Optional.of(new FailedRowsReport(warehouse.name(), outcome)))
                .recover(failure -> {
                    if (failure instanceof SourceFailure refused && !refused.isOfLock()) {
                        log.say(new ScanEvent.FailedRowsLost(refused));
                        return Future.succeededFuture(Optional.empty());
                    }
                    return Future.failedFuture(failure);
                });
    }

    private Future<WriteOutcome> write(
            ContractScan.Request request, WarehouseFile warehouse, List<ActualColumn> columns, SourceRows rows) {
        FailedRowsTable table = FailedRowsTable.of(
                warehouse.connection().schema(),
                request.contract().dataset().toString(),
                request.contract().dataset().table(),
                columns.stream()
                        .map(column -> column(column, rows.snapshot()))
                        .toList());
        WarehouseWriter writer = new WarehouseWriter(warehouse);
        long started = watch.millis();
        return vertx.executeBlocking(() -> writer.write(table, request.key(), rows, request.fence()), false)
                .map(Objects::requireNonNull)
                .onSuccess(outcome -> {
                    if (outcome instanceof WriteOutcome.Committed committed) {
                        log.say(new ScanEvent.FailedRowsWritten(
                                warehouse.name(), committed, watch.millis() - started));
                    }
                });
    }

    private String sql(Contract contract, List<Check> failing, List<WarehouseColumn> columns) {
        List<RowColumn> kept = columns.stream()
                .map(column -> new RowColumn(column.name(), column.asText()))
                .toList();
        return FailedRowsPlanner.plan(contract, failing, dialect, kept)
                .map(FailedRowsQuery::sql)
                .orElseThrow();
    }

    private static WarehouseColumn column(ActualColumn column, SnapshotRows source) {
        return switch (source) {
            case SnapshotRows.OfPostgres _ -> WarehouseColumn.of(column.name(), column.sourceType());
            case SnapshotRows.OfDuckDb _ -> WarehouseColumn.ofDuckDb(column.name(), column.sourceType());
        };
    }
}
