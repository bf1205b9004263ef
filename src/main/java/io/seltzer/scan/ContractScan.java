package io.seltzer.scan;

import io.seltzer.check.ActualColumn;
import io.seltzer.check.ContractStatus;
import io.seltzer.check.Evaluation;
import io.seltzer.check.Evaluator;
import io.seltzer.check.Measurements;
import io.seltzer.check.Outcome;
import io.seltzer.check.SchemaMeasurement;
import io.seltzer.config.DataSourceFile;
import io.seltzer.config.WarehouseFile;
import io.seltzer.contract.Check;
import io.seltzer.contract.CheckSelection;
import io.seltzer.contract.Contract;
import io.seltzer.plan.ScanPlanner;
import io.seltzer.source.SessionOptions;
import io.seltzer.source.SourceSession;
import io.seltzer.sql.Dialect;
import io.seltzer.warehouse.CommitFence;
import io.seltzer.warehouse.ScanKey;
import io.seltzer.warehouse.WriteOutcome;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/// Verifies one contract against one data source: measures in one snapshot, evaluates, and hands the failed rows
/// of the same snapshot to the warehouse.
public final class ContractScan {
    private final Vertx vertx;
    private final ScanLog log;
    private final StopWatch watch;

    /// @param nanoTime a monotonic clock
    public ContractScan(Vertx vertx, ScanLog log, LongSupplier nanoTime) {
        this.vertx = vertx;
        this.log = log;
        this.watch = new StopWatch(nanoTime);
    }

    /// @param selection checks to run; the others are reported as excluded
    /// @param warehouse empty: failed rows are counted, not collected
    /// @param parallel the most connections to the data source at the same time; empty: as its file says
    /// @param limit after which the data source gives up a statement
    /// @param stop its completion cancels the statement in flight
    public record Request(
            Contract contract,
            CheckSelection selection,
            DataSourceFile source,
            Optional<WarehouseFile> warehouse,
            ScanKey key,
            OptionalInt parallel,
            Duration limit,
            CommitFence fence,
            Future<?> stop) {}

    /// @param columns that the schema check read; empty when it did not
    /// @param failedRows empty when none were to be collected, or they could not be
    public record Report(
            Contract contract,
            ContractStatus status,
            List<Evaluation> evaluations,
            List<ActualColumn> columns,
            Optional<FailedRowsReport> failedRows) {}

    /// @param warehouse its name
    public record FailedRowsReport(String warehouse, WriteOutcome outcome) {}

    /// @return fails with a [io.seltzer.source.SourceFailure] when the data source is not there or breaks away
    public Future<Report> run(Request request) {
        Contract contract = request.contract();
        log.say(new ScanEvent.Started(contract.dataset().toString(), contract.checks().size()));
        selectionEvents(contract, request.selection()).forEach(log::say);
        SessionOptions options = new SessionOptions(
                request.limit(),
                request.parallel(),
                failure -> log.say(new ScanEvent.Retried(failure)),
                RandomGenerator.getDefault());
        DataSourceFile source = request.source();
        return SourceSession.open(vertx, source, options).compose(session -> {
            request.stop().onSuccess(_ -> session.cancel());
            log.say(new ScanEvent.Connected(source.name(), source.connection().type(), watch.millis()));
            return verify(session, request).eventually(session::close);
        });
    }

    private static List<ScanEvent> selectionEvents(Contract contract, CheckSelection selection) {
        if (selection.selectsAll()) {
            return List.of();
        }
        List<ScanEvent> events = new ArrayList<>();
        contract.checks().stream()
                .filter(check -> !selection.selects(check))
                .forEach(check -> events.add(new ScanEvent.Skipped(check.header().path())));
        int all = contract.checks().size();
        events.addFirst(new ScanEvent.Selected(selection.describe(), all - events.size(), all));
        return events;
    }

    private Future<Report> verify(SourceSession session, Request request) {
        Dialect dialect = session.dialect();
        Contract contract = request.contract();
        CheckSelection selection = request.selection();
        SourceMeasurement measurement = new SourceMeasurement(session, log, watch);
        Future<Measurements> measuring = measurement
                .statistics(ScanPlanner.statistics(contract, selection::selects, dialect))
                .compose(statistics -> measurement.run(ScanPlanner.plan(contract, selection::selects, dialect, statistics)));
        return measuring.compose(measurements -> {
            List<Evaluation> evaluations =
                    Evaluator.evaluate(contract, selection::selects, measurements, dialect::sameType);
            EvaluationEvents.of(evaluations).forEach(log::say);
            List<Check> failing = evaluations.stream()
                    .filter(e -> e.outcome() == Outcome.FAILED || e.outcome() == Outcome.WARNED)
                    .map(Evaluation::check)
                    .toList();
            FailedRowCollection collection =
                    new FailedRowCollection(vertx, session, measurement, log, watch);
            return collection
                    .collect(request, failing, columns(measurements))
                    .map(failedRows -> report(contract, evaluations, measurements, failedRows));
        });
    }

    private Report report(
            Contract contract,
            List<Evaluation> evaluations,
            Measurements measurements,
            Optional<FailedRowsReport> failedRows) {
        log.say(new ScanEvent.Finished(
                count(evaluations, Outcome.PASSED),
                count(evaluations, Outcome.WARNED),
                count(evaluations, Outcome.FAILED),
                count(evaluations, Outcome.NOT_EVALUATED),
                watch.millis()));
        return new Report(
                contract, ContractStatus.of(evaluations, log.hasErrors()), evaluations, columns(measurements),
                failedRows);
    }

    private static int count(List<Evaluation> evaluations, Outcome outcome) {
        return (int) evaluations.stream().filter(e -> e.outcome() == outcome).count();
    }

    private static List<ActualColumn> columns(Measurements measurements) {
        return measurements.schema().orElse(null) instanceof SchemaMeasurement.Columns(List<ActualColumn> columns)
                ? columns
                : List.of();
    }
}
