package io.seltzer.agent;

import io.seltzer.agent.AgentBus.JobEnded;
import io.seltzer.agent.AgentBus.JournalInquiry;
import io.seltzer.agent.AgentBus.Stop;
import io.seltzer.agent.AgentBus.Workload;
import io.seltzer.agent.AgentBus.WorkloadInquiry;
import io.seltzer.agent.Answer.Accepted;
import io.seltzer.agent.Answer.LeaseLost;
import io.seltzer.agent.Answer.Refused;
import io.seltzer.agent.Answer.Unauthorised;
import io.seltzer.agent.Answer.Unavailable;
import io.seltzer.agent.launch.JobEnd.NotLaunched;
import io.seltzer.agent.launch.JobName;
import io.seltzer.agent.launch.StopReason;
import io.seltzer.protocol.AgentApi.Claim;
import io.seltzer.protocol.AgentApi.Grant;
import io.seltzer.protocol.AgentApi.Register;
import io.seltzer.protocol.AgentApi.Registration;
import io.seltzer.protocol.AgentApi.Renew;
import io.seltzer.protocol.AgentApi.Renewed;
import io.seltzer.protocol.Lease;
import io.seltzer.protocol.WireJson;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks the control plane for as much work as there are free slots, and keeps the leases of what is in hand.
///
/// When it ends it lets go its claim, has launches finished, and gives back what has no job: another instance gets that at
/// once.
///
/// Two loops: claims, one at a time, held open by the control plane; and renewals, at a third of a lease. Both wait
/// longer after each failure and obey `Retry-After`. A refused API key ends both.
final class InstructionPoller extends BeatingVerticle {
    private static final Logger LOGGER = LoggerFactory.getLogger(InstructionPoller.class);
    private static final int RENEWALS_PER_LEASE = 3;

    private final AgentSettings settings;
    private final Register introduction;
    private final ControlPlane controlPlane;
    private final TypedBus bus;
    private final Contact contact;
    private final AgentMetrics metrics;
    private final ScanIds scans;
    private final LeaseReturn leaseReturn;
    private final Backoff backoff;
    private final Clock clock;
    private final Set<Long> timers = new LinkedHashSet<>();

    private boolean registered;
    private boolean stopped;

    InstructionPoller(AgentParts parts, Register introduction) {
        super(parts.pulse());
        this.settings = parts.settings();
        this.introduction = introduction;
        this.controlPlane = parts.controlPlane();
        this.bus = parts.bus();
        this.contact = parts.contact();
        this.metrics = parts.metrics();
        this.scans = parts.scans();
        this.leaseReturn = new LeaseReturn(parts, introduction.instanceId());
        this.backoff = parts.backoff();
        this.clock = parts.clock();
    }

    @Override
    Future<?> begin() {
        new Loop(this::register).after(Duration.ZERO);
        return Future.succeededFuture();
    }

    @Override
    Future<?> end() {
        stopped = true;
        timers.forEach(vertx::cancelTimer);
        controlPlane.stopPolling();
        return registered ? leaseReturn.run() : Future.succeededFuture();
    }

    /// What a round of a loop came to.
    private sealed interface Round {
        record Again(Duration pause) implements Round {}

        record Failed(String reason, Optional<Duration> retryAfter) implements Round {}

        record Over() implements Round {}
    }

    /// Rounds one after another, with the waits that they ask for.
    private final class Loop {
        private final Supplier<Future<Round>> round;
        private int failures;

        Loop(Supplier<Future<Round>> round) {
            this.round = round;
        }

        void after(Duration wait) {
            if (stopped || contact.isUnauthorised()) {
                return;
            }
            long timer = vertx.setTimer(Math.max(1, wait.toMillis()), id -> {
                timers.remove(id);
                round.get()
                        .otherwise(failure -> new Round.Failed(failure.getClass().getSimpleName(), Optional.empty()))
                        .onSuccess(this::next);
            });
            timers.add(timer);
        }

        private void next(Round outcome) {
            switch (outcome) {
                case Round.Again(Duration pause) -> {
                    failures = 0;
                    after(pause);
                }
                // The client closes under a claim that is still held open.
                case Round.Failed _ when stopped -> {}
                case Round.Failed(String reason, Optional<Duration> retryAfter) -> {
                    Duration wait = longer(backoff.after(++failures), retryAfter);
                    LOGGER.atWarn()
                            .addKeyValue(LogKeys.REASON, reason)
                            .addKeyValue(LogKeys.WAIT_MS, wait.toMillis())
                            .log("No answer from the control plane");
                    after(wait);
                }
                case Round.Over _ -> {}
            }
        }
    }

    private Future<Round> register() {
        return introduce().map(answer -> round(answer, accepted -> {
            Registration registration = WireJson.read(accepted.body().getBytes(), Registration.class);
            LOGGER.atInfo().addKeyValue(LogKeys.AGENT, registration.agentId()).log("Registered");
            Duration hold = shorter(settings.longPoll(), Duration.ofSeconds(registration.pollSeconds()));
            Duration renewal = Duration.ofSeconds(registration.leaseSeconds()).dividedBy(RENEWALS_PER_LEASE);
            contact.made(interval(hold));
            registered = true;
            new Loop(() -> claim(hold)).after(Duration.ZERO);
            new Loop(() -> renew(hold, renewal)).after(renewal);
            return new Round.Over();
        }));
    }

    private Future<Answer> introduce() {
        return controlPlane.post(ControlPlane.REGISTER, introduction);
    }

    private Future<Round> claim(Duration hold) {
        return inHand().compose(work -> {
            metrics.inHand(work.freeSlots(), work.held());
            scans.keepOnly(work.held());
            if (work.freeSlots() == 0) {
                return Future.succeededFuture(new Round.Again(settings.timings().minPoll()));
            }
            Claim claim =
                    new Claim(
                            introduction.instanceId(),
                            work.freeSlots(),
                            (int) hold.toSeconds(),
                            work.held(),
                            settings.delivery() == AgentSettings.Delivery.CLOUD ? true : null);
            Instant asked = clock.instant();
            return controlPlane
                    .longPoll(ControlPlane.CLAIMS, claim, hold)
                    .compose(answer -> granted(answer, asked, hold));
        });
    }

    private Future<Round> granted(Answer answer, Instant asked, Duration hold) {
        if (answer instanceof Refused) {
            // As by a control plane that has forgotten this instance.
            return introduce().map(again -> round(again, _ -> new Round.Again(settings.timings().minPoll())));
        }
        if (stopped || !(answer instanceof Accepted(var body, var retryAfter))) {
            // A grant that comes while the agent stops is not taken up: it is handed out again.
            return Future.succeededFuture(round(answer, _ -> new Round.Over()));
        }
        contact.made(interval(hold));
        List<GrantReading> grants = GrantReading.all(body.getBytes());
        List<Grant> understood = grants.stream()
                .filter(GrantReading.Understood.class::isInstance)
                .map(reading -> ((GrantReading.Understood) reading).grant())
                .toList();
        metrics.claimed(understood.stream().map(Grant::lease).toList());
        if (grants.isEmpty()) {
            // How long a claim was held before it was granted something, only the control plane knows.
            metrics.answered(Duration.between(asked, clock.instant()), hold);
        }
        understood.forEach(grant -> scans.note(grant.lease(), grant.instruction().scanId()));
        List<Future<?>> admissions = grants.stream().<Future<?>>map(this::take).toList();
        // Whoever understands nothing would ask again at once, and be answered at once.
        Duration rest = understood.isEmpty()
                ? settings.timings().minPoll().minus(Duration.between(asked, clock.instant()))
                : Duration.ZERO;
        return Future.join(admissions).map(_ -> new Round.Again(longer(rest, retryAfter)));
    }

    private Future<?> take(GrantReading reading) {
        return switch (reading) {
            case GrantReading.Understood(Grant grant) -> bus.ask(AgentBus.INSTRUCTION, grant);
            case GrantReading.NotUnderstood(Lease lease, NotLaunched end) ->
                bus.ask(AgentBus.JOB_ENDED, new JobEnded(lease, JobName.of(lease), end, StopReason.NONE));
            case GrantReading.Nameless() -> {
                LOGGER.atWarn().log("A grant names no lease and is left alone: run the same version of agent and "
                        + "control plane");
                yield Future.succeededFuture();
            }
        };
    }

    private Future<Round> renew(Duration hold, Duration renewal) {
        return inHand().compose(work -> {
            if (work.held().isEmpty()) {
                return Future.succeededFuture(new Round.Again(renewal));
            }
            Renew message = new Renew(introduction.instanceId(), work.held());
            Instant asked = clock.instant();
            return controlPlane.post(ControlPlane.RENEW, message).map(answer -> round(answer, accepted -> {
                metrics.answered(Duration.between(asked, clock.instant()), Duration.ZERO);
                contact.made(longer(interval(hold), Optional.of(renewal)));
                Renewed renewed = WireJson.read(accepted.body().getBytes(), Renewed.class);
                renewed.lost().forEach(lease -> stop(lease, StopReason.LEASE_LOST));
                renewed.cancel().forEach(lease -> stop(lease, StopReason.CANCELED));
                return new Round.Again(longer(renewal, accepted.retryAfter()));
            }));
        });
    }

    private void stop(Lease lease, StopReason reason) {
        bus.publish(AgentBus.STOP, new Stop(lease, reason));
    }

    private Future<Workload> inHand() {
        return bus.ask(AgentBus.WORKLOAD, new WorkloadInquiry())
                .compose(work -> bus.ask(AgentBus.JOURNAL, new JournalInquiry()).map(journal -> {
                    Set<Lease> held = new LinkedHashSet<>(work.held());
                    held.addAll(journal.all());
                    return new Workload(work.freeSlots(), new ArrayList<>(held));
                }));
    }

    private Round round(Answer answer, Function<Accepted, Round> accepted) {
        return switch (answer) {
            case Accepted body -> accepted.apply(body);
            case Unauthorised(int status) -> {
                contact.unauthorised(status);
                LOGGER.atError()
                        .addKeyValue(LogKeys.STATUS, status)
                        .log("The control plane does not accept the API key: correct it and start the agent again");
                yield new Round.Over();
            }
            case Unavailable(String reason, Optional<Duration> retryAfter) -> new Round.Failed(reason, retryAfter);
            case Refused(int status, String code) -> new Round.Failed(status + " " + code, Optional.empty());
            case LeaseLost() -> new Round.Failed("conflict", Optional.empty());
        };
    }

    private Duration interval(Duration hold) {
        return hold.plus(settings.timings().minPoll());
    }

    private static Duration longer(Duration one, Optional<Duration> other) {
        return other.filter(wait -> wait.compareTo(one) > 0).orElse(one);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
