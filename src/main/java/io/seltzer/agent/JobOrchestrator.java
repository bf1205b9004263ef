package io.seltzer.agent;

import io.seltzer.agent.AgentBus.Admission;
import io.seltzer.agent.AgentBus.Leases;
import io.seltzer.agent.AgentBus.Workload;
import io.seltzer.agent.AgentSettings.Delivery;
import io.seltzer.agent.Assignment.Phase;
import io.seltzer.agent.JobPreparation.Outcome;
import io.seltzer.agent.launch.Job.Obstacle;
import io.seltzer.agent.launch.JobEnd.NotLaunched;
import io.seltzer.agent.launch.JobLabels;
import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.Lease;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/// Turns instructions into jobs within the limits, and stops jobs. How they end, [JobReconciliation] finds out.
final class JobOrchestrator extends BeatingVerticle {
    private static final Logger LOGGER = LoggerFactory.getLogger(JobOrchestrator.class);

    private final AgentSettings settings;
    private final JobLauncher launcher;
    private final TypedBus bus;
    private final AgentMetrics metrics;
    private final ScanIds scans;
    private final Clock clock;
    private final Assignments assignments;
    private final JobPreparation preparation;
    private final JobReconciliation reconciliation;
    private final ScanCalls calls;
    private final TimeLimits limits;
    private final LaunchPause pause;
    private final Map<Lease, Future<Outcome>> launches = new HashMap<>();
    private final Promise<Void> scansEnded = Promise.promise();

    /// Absent while the agent takes up work.
    private Optional<Instant> drainingSince = Optional.empty();

    JobOrchestrator(AgentParts parts, URI gateway) {
        super(parts.pulse());
        this.settings = parts.settings();
        this.launcher = parts.launcher();
        this.bus = parts.bus();
        this.metrics = parts.metrics();
        this.scans = parts.scans();
        this.clock = parts.clock();
        this.assignments = new Assignments(settings.limits());
        this.preparation = new JobPreparation(parts, gateway);
        this.reconciliation = new JobReconciliation(parts, assignments, this::changed);
        this.calls = new ScanCalls(parts, assignments, preparation);
        this.limits = new TimeLimits(settings);
        this.pause = new LaunchPause(parts.backoff());
    }

    @Override
    Future<?> begin() {
        return launcher.start(_ -> reconciliation.run())
                // A launcher that does not know its jobs yet, as while its cluster is away, is asked again.
                .compose(_ -> reconciliation.adopt().otherwiseEmpty())
                .onSuccess(_ -> {
                    bus.answer(AgentBus.INSTRUCTION, grant -> Future.succeededFuture(admit(grant)));
                    bus.answer(AgentBus.WORKLOAD, _ -> workload());
                    bus.answer(AgentBus.STANDING, calls::standing);
                    bus.answer(AgentBus.BUNDLE, calls::bundle);
                    bus.answer(AgentBus.DRAIN, _ -> drain());
                    bus.consume(AgentBus.STOP, stop -> stop(stop.lease(), stop.reason()));
                    vertx.setPeriodic(settings.timings().reconcile().toMillis(), _ -> reconciliation.run());
                    vertx.setPeriodic(settings.timings().observe().toMillis(), _ -> enforceLimits());
                    reconciliation.run();
                });
    }

    /// Launches no more, and finishes what is being launched. Says what then has a job, or may have one.
    private Future<Leases> drain() {
        drainingSince = Optional.of(drainingSince.orElse(clock.instant()));
        List<Future<Outcome>> begun = assignments.where(this::mayHaveJob).stream()
                .flatMap(assignment -> Optional.ofNullable(launches.get(assignment.lease())).stream())
                .toList();
        return Future.join(begun)
                .otherwiseEmpty()
                .map(_ -> new Leases(assignments.where(this::mayHaveJob).stream()
                        .map(Assignment::lease)
                        .toList()));
    }

    /// A launch that waits for its bundle while the agent ends, is given up when the bundle comes.
    private boolean mayHaveJob(Assignment assignment) {
        boolean waitsForBundle = assignment.phase() == Phase.PREPARING
                && assignment.bundle() == null
                && settings.delivery() != Delivery.CLOUD;
        return !assignment.isWaiting() && !waitsForBundle;
    }

    /// Finishes launches; ends the scans, if it was told to, and waits for them.
    @Override
    Future<?> end() {
        Future<Leases> drained = drain();
        Duration passed = Duration.between(drainingSince.orElseThrow(), clock.instant());
        Duration left = settings.timings().drain().minus(passed);
        return drained.compose(_ -> settings.launch().stopScansOnExit() ? stopScans() : Future.succeededFuture())
                .timeout(Math.max(1, left.toMillis()), TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .onComplete(_ -> reconciliation.stop())
                .compose(_ -> launcher.close());
    }

    private boolean isDraining() {
        return drainingSince.isPresent();
    }

    private Future<Void> stopScans() {
        assignments
                .where(known -> known.hasJob() && known.isOurs())
                .forEach(job -> stop(job.lease(), StopReason.AGENT_STOPPED));
        changed();
        return scansEnded.future();
    }

    private Admission admit(Grant grant) {
        if (isDraining()) {
            return Admission.REFUSED;
        }
        preparation.granted(grant);
        Admission admission = assignments.admit(JobLabels.of(grant.lease(), grant.instruction()), clock.instant());
        log(grant.lease()).addKeyValue("admission", admission).log("Instruction granted");
        if (admission == Admission.ADMITTED) {
            assignments.olderThan(grant.lease()).forEach(older -> stop(older, StopReason.LEASE_LOST));
            // One whose deadline is over already ends before it takes anybody's slot.
            enforceLimits();
            changed();
        }
        return admission;
    }

    /// Leases are held whatever the launcher knows: while its cluster is away, scans run on.
    private Future<Workload> workload() {
        if (!reconciliation.hasAdopted()) {
            reconciliation.run();
        }
        boolean launches = !isDraining() && reconciliation.hasAdopted() && !pause.isOn(clock.instant());
        return launcher.list()
                .map(assignments::freeSlots)
                .otherwise(0)
                .map(free -> new Workload(launches ? free : 0, assignments.leases()));
    }

    /// Launches what waits, as far as the limits allow.
    private void advance() {
        if (isDraining()
                || pause.isOn(clock.instant())
                || assignments.where(Assignment::isWaiting).isEmpty()) {
            return;
        }
        launcher.list().onSuccess(jobs -> {
            for (var next = assignments.nextToLaunch(jobs); next.isPresent(); next = assignments.nextToLaunch(jobs)) {
                launch(next.get());
            }
        });
    }

    private void launch(Assignment assignment) {
        Lease lease = assignment.lease();
        assignments.change(lease, waiting -> waiting.in(Phase.PREPARING, clock.instant()));
        Future<Outcome> launch = preparation.launch(
                assignment.labels(),
                () -> isWanted(lease),
                bundle -> assignments.change(lease, preparing -> preparing.with(bundle)));
        launches.put(lease, launch);
        launch.onSuccess(outcome -> assignments.get(lease).ifPresent(known -> launched(known, outcome)))
                .onComplete(_ -> launches.remove(lease));
    }

    private boolean isWanted(Lease lease) {
        return !isDraining()
                && assignments
                        .get(lease)
                        .filter(assignment -> assignment.stopped() == StopReason.NONE)
                        .isPresent();
    }

    private void launched(Assignment assignment, Outcome outcome) {
        switch (outcome) {
            case Outcome.Launched() -> launched(assignment);
            case Outcome.LeaseLost() -> assignments.remove(assignment.lease());
            case Outcome.Failed(NotLaunched end) -> {
                metrics.launchFailed();
                reconciliation.report(assignment, end);
            }
            case Outcome.Unwanted() -> {
                if (assignment.stopped() == StopReason.NONE) {
                    // The agent ends, and nothing has happened yet: the lease is handed out again.
                    assignments.remove(assignment.lease());
                } else {
                    reconciliation.report(assignment, assignment.unlaunched());
                }
            }
            case Outcome.NotNow(Obstacle obstacle) -> postpone(assignment, obstacle);
        }
        changed();
    }

    /// Back to waiting, under the same lease.
    private void postpone(Assignment assignment, Obstacle obstacle) {
        if (assignment.phase() != Phase.PREPARING) {
            // Its scan was heard of: there is a job, only the cluster's word of it got lost.
            return;
        }
        if (assignment.stopped() != StopReason.NONE) {
            reconciliation.report(assignment, assignment.unlaunched());
            return;
        }
        assignments.change(
                assignment.lease(),
                preparing ->
                        preparing.in(Phase.WAITING, clock.instant()).hinderedBy(Optional.of(obstacle)));
        pause.refused(clock.instant()).ifPresent(wait -> {
            log(assignment.lease())
                    .addKeyValue(LogKeys.CODE, obstacle.code())
                    .addKeyValue(LogKeys.WAIT_MS, wait.toMillis())
                    .log("Launching has to wait: " + obstacle.message());
            vertx.setTimer(Math.max(1, wait.toMillis() + 1), _ -> advance());
        });
    }

    private void launched(Assignment assignment) {
        metrics.launched(assignment.lease());
        pause.launched();
        log(assignment.lease()).addKeyValue(LogKeys.JOB, assignment.job()).log("Launched a scan");
        // The scan may have asked for its bundle before the launcher has answered.
        if (assignment.phase() == Phase.PREPARING) {
            assignments.change(assignment.lease(), preparing -> preparing.in(Phase.LAUNCHED, clock.instant()));
        }
        if (assignment.stopped() != StopReason.NONE) {
            tellToStop(assignment);
        }
        reconciliation.run();
    }

    /// The first reason counts, but a lost lease counts more.
    private void stop(Lease lease, StopReason reason) {
        assignments
                .get(lease)
                .filter(known -> known.stopped() == StopReason.NONE || reason == StopReason.LEASE_LOST)
                .filter(known -> known.stopped() != reason)
                .ifPresent(known -> {
                    log(lease).addKeyValue(LogKeys.REASON, reason).log("Stopping a job");
                    assignments.change(lease, running -> running.stopped(reason));
                    switch (known.phase()) {
                        case WAITING -> reconciliation.report(known.stopped(reason), known.unlaunched());
                        case LAUNCHED, RUNNING -> tellToStop(known);
                        // Looked at again once the launch or the report is through.
                        case PREPARING, REPORTING -> {}
                    }
                });
    }

    private void tellToStop(Assignment assignment) {
        launcher.stop(assignment.job())
                .onFailure(failure -> log(assignment.lease())
                        .addKeyValue(LogKeys.REASON, failure.getClass().getSimpleName())
                        .log("A job could not be told to stop"));
    }

    private void enforceLimits() {
        Instant now = clock.instant();
        limits.look(now);
        for (Assignment assignment : assignments.all()) {
            limits.exceeded(assignment, launcher.aloneSince(), now)
                    .ifPresent(reason -> stop(assignment.lease(), reason));
        }
    }

    private void changed() {
        metrics.jobs(assignments.countByPhase());
        if (isDraining() && assignments.where(JobOrchestrator::keepsUs).isEmpty()) {
            scansEnded.tryComplete();
        }
        advance();
    }

    /// Whether an agent that takes its scans along waits for this one.
    private static boolean keepsUs(Assignment assignment) {
        return assignment.isOurs() && (assignment.hasJob() || assignment.phase() == Phase.REPORTING);
    }

    private LoggingEventBuilder log(Lease lease) {
        return scans.on(LOGGER.atInfo(), lease);
    }
}
