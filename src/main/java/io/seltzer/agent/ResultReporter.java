package io.seltzer.agent;

import io.seltzer.agent.AgentBus.JobEnded;
import io.seltzer.agent.AgentBus.Kept;
import io.seltzer.agent.AgentBus.ScanReport;
import io.seltzer.agent.AgentBus.Stop;
import io.seltzer.agent.launch.BlockingCalls;
import io.seltzer.agent.launch.Diagnosis;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.AgentApi;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.WireJson;
import io.seltzer.protocol.monitoring.MeasurementBatch;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what scans say and how jobs end, and tells the control plane, in order for each lease. Everything is safe in
/// the journal before anybody is told that it was taken.
final class ResultReporter extends BeatingVerticle implements Delivery.Listener {
    private static final Logger LOGGER = LoggerFactory.getLogger(ResultReporter.class);

    private final AgentParts parts;
    private final Journal journal;
    private final TypedBus bus;
    private final AgentMetrics metrics;
    private final BlockingCalls blocking;
    private final Delivery.Desk desk;
    private final Map<Lease, Delivery> deliveries = new HashMap<>();


    ResultReporter(AgentParts parts, Journal journal) {
        super(parts.pulse());
        this.parts = parts;
        this.journal = journal;
        this.bus = parts.bus();
        this.metrics = parts.metrics();
        this.blocking = new BlockingCalls(parts.vertx());
        this.desk = new Delivery.Desk(
                parts.vertx(), blocking, journal, this::sent, parts.backoff(), metrics, parts.scans(), this);
    }

    @Override
    Future<?> begin() {
        bus.answer(AgentBus.RESULTS, this::keep);
        bus.answer(AgentBus.JOB_ENDED, this::end);
        bus.answer(AgentBus.JOURNAL, _ -> blocking.inOrder(journal::leases));
        countPending();
        return blocking.inOrder(journal::leases)
                .onSuccess(leases -> leases.all().forEach(lease -> delivery(lease).wake()));
    }

    /// Delivers what can be delivered now; the rest stays in the journal.
    @Override
    Future<?> end() {
        List<Future<Void>> hurried =
                deliveries.values().stream().map(Delivery::hurry).toList();
        return Future.join(hurried)
                .timeout(parts.settings().timings().flush().toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .onComplete(_ -> deliveries.values().forEach(Delivery::stop));
    }

    @Override
    public void journalChanged(Lease lease) {
        countPending();
        blocking.inOrder(() -> journal.knows(lease)).onSuccess(known -> {
            if (!known) {
                deliveries.remove(lease);
            }
        });
    }

    @Override
    public void leaseLost(Lease lease) {
        bus.publish(AgentBus.STOP, new Stop(lease, StopReason.LEASE_LOST));
    }

    private Future<Kept> keep(ScanReport report) {
        Lease lease = report.lease();
        if (report instanceof ScanReport.Started) {
            metrics.started(lease);
        }
        return kept(
                lease,
                blocking.inOrder(() -> {
                    switch (report) {
                        case ScanReport.Started(_, String job) ->
                            append(
                                    lease,
                                    EntryKind.RUNNING,
                                    new AgentApi.Running(
                                            lease.epoch(), job, parts.launcher().name()));
                        case ScanReport.Logged(_, var batch) ->
                            append(lease, EntryKind.LOGS, new AgentApi.Logs(lease.epoch(), batch.lines()));
                        case ScanReport.Measured(_, var batch) -> append(lease, EntryKind.MEASUREMENTS, batch);
                        case ScanReport.Delivered(_, var results) ->
                            append(lease, EntryKind.RESULTS, new AgentApi.Results(lease.epoch(), results));
                        case ScanReport.GaveUp(_, var failure) -> append(lease, EntryKind.FAILURE, failure);
                    }
                }));
    }

    private void append(Lease lease, EntryKind kind, Object message) throws java.io.IOException {
        if (!journal.append(lease, kind, WireJson.bytes(message))) {
            throw new IllegalStateException("The end of this job has been reported already.");
        }
    }

    private Future<Kept> end(JobEnded ended) {
        Lease lease = ended.lease();
        return kept(
                lease,
                blocking.inOrder(() -> {
                    Diagnosis diagnosis = journal.end(lease, ended.end(), ended.stopped());
                    if (diagnosis instanceof Diagnosis.Fenced) {
                        journal.close(lease);
                    }
                    metrics.ended(lease, diagnosis);
                    log(ended, diagnosis);
                }));
    }

    private Future<Kept> kept(Lease lease, Future<Void> written) {
        return written.map(_ -> {
            countPending();
            delivery(lease).wake();
            return new Kept();
        });
    }

    /// Measurements go through the detector; everything else goes out as it is.
    private Future<Answer> sent(JournalEntry entry) {
        return entry.kind() == EntryKind.MEASUREMENTS
                ? blocking.beside(() -> WireJson.read(entry.body().getBytes(), MeasurementBatch.class))
                        .compose(batch -> bus.ask(AgentBus.MEASUREMENTS, new AgentBus.Measured(entry.lease(), batch)))
                : parts.controlPlane().deliver(entry);
    }

    private Delivery delivery(Lease lease) {
        return deliveries.computeIfAbsent(lease, key -> new Delivery(key, desk));
    }

    private void countPending() {
        blocking.inOrder(journal::backlog).onSuccess(metrics::journal);
    }

    private void log(JobEnded ended, Diagnosis diagnosis) {
        String code = switch (diagnosis) {
            case Diagnosis.Completed(int exitCode) -> "completed " + exitCode;
            case Diagnosis.Failed(AgentApi.JobFailure failure) -> failure.code();
            case Diagnosis.Fenced _ -> "lease lost";
            case Diagnosis.ToldElsewhere _ -> "told elsewhere";
        };
        parts.scans()
                .on(LOGGER.atInfo(), ended.lease())
                .addKeyValue(LogKeys.JOB, ended.job())
                .addKeyValue(LogKeys.CODE, code)
                .log("A job has ended");
    }
}
