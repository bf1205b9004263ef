package io.seltzer.agent;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.seltzer.agent.launch.Diagnosis;
import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.health.EventLoopPulse;
import io.seltzer.protocol.Lease;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The agent's numbers, for Prometheus; docs/operations.md says what each means. For any thread.
final class AgentMetrics {
    private static final Duration[] ANSWERS = {
        Duration.ofMillis(25), Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(10)
    };
    private static final Duration[] STEPS = {
        Duration.ofMillis(100), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2),
        Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofMinutes(5),
        Duration.ofMinutes(30), Duration.ofHours(2)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final ProcessMetrics process = new ProcessMetrics(registry);
    private final WorkTimes times = new WorkTimes();
    private final Clock clock;
    private final Counter claims = counter("seltzer.agent.claims", "Claims answered by the control plane");
    private final Counter grants = counter("seltzer.agent.grants", "Instructions granted");
    private final Counter launches = counter("seltzer.agent.launches", "Scans launched");
    private final Counter launchFailures = counter("seltzer.agent.launch.failures", "Scans that could not be launched");
    private final Timer answers = timer("seltzer.agent.poll", "How long the control plane takes to answer", ANSWERS);
    private final Timer launchTimes = timer("seltzer.agent.launch", "From the claim to the job", STEPS);
    private final Timer startTimes = timer("seltzer.agent.start", "From the job to the scan that asks for its work", STEPS);
    private final AtomicInteger freeSlots = new AtomicInteger();
    private final MultiGauge jobs = MultiGauge.builder("seltzer.agent.jobs")
            .description("Jobs in hand by state")
            .register(registry);

    private volatile Journal.Backlog backlog = Journal.Backlog.NONE;

    enum Delivery {
        ACCEPTED,
        LEASE_LOST,
        REFUSED,
        POSTPONED
    }

    AgentMetrics(
            AgentSettings.Limits limits, Contact contact, JobLauncher launcher, EventLoopPulse pulse, Clock clock) {
        this.clock = clock;
        Gauge.builder("seltzer.agent.poll.age", contact, Contact::ageSeconds)
                .description("Since the control plane last answered a poll")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("seltzer.agent.slots", limits, AgentSettings.Limits::capacity)
                .description("Most scans at once")
                .register(registry);
        Gauge.builder("seltzer.agent.slots.free", freeSlots, AtomicInteger::get)
                .description("Scans that could run besides those in hand")
                .register(registry);
        Gauge.builder("seltzer.agent.journal.entries", () -> backlog.entries())
                .description("Entries that wait for their delivery")
                .register(registry);
        Gauge.builder("seltzer.agent.journal", () -> backlog.bytes())
                .description("Size of the entries that wait for their delivery")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("seltzer.agent.journal.oldest", this::oldestSeconds)
                .description("Age of the oldest entry that waits for its delivery")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("seltzer.agent.watch.age", () -> launcher.watchAgeSeconds().orElse(Double.NaN))
                .description("Since the launcher last heard of its jobs")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("seltzer.agent.event.loop.age", pulse, EventLoopPulse::ageSeconds)
                .description("Since the slowest event loop last turned")
                .baseUnit("seconds")
                .register(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    void close() {
        process.close();
        registry.close();
    }

    void claimed(Collection<Lease> granted) {
        claims.increment();
        grants.increment(granted.size());
        granted.forEach(lease -> times.claimed(lease, clock.instant()));
    }

    /// A request was answered.
    ///
    /// @param held how long the control plane was asked to wait, and did
    void answered(Duration took, Duration held) {
        Duration own = took.minus(held);
        answers.record(own.isNegative() ? Duration.ZERO : own);
    }

    /// @param held leases of all that is in hand; times of other leases are forgotten
    void inHand(int free, Collection<Lease> held) {
        freeSlots.set(free);
        times.keepOnly(held);
    }

    void jobs(Map<Assignment.Phase, Long> byPhase) {
        List<MultiGauge.Row<?>> rows = byPhase.entrySet().stream()
                .<MultiGauge.Row<?>>map(entry -> MultiGauge.Row.of(Tags.of("state", word(entry.getKey())), entry.getValue()))
                .toList();
        jobs.register(rows, true);
    }

    /// There is a job.
    void launched(Lease lease) {
        launches.increment();
        WorkTimes.Passed passed = times.launched(lease, clock.instant());
        passed.launch().ifPresent(launchTimes::record);
        passed.start().ifPresent(startTimes::record);
    }

    void launchFailed() {
        launchFailures.increment();
    }

    /// @param code of the launcher, of which there are few
    void launchPostponed(String code) {
        Counter.builder("seltzer.agent.launches.postponed")
                .description("Launches that have to wait")
                .tags("code", code)
                .register(registry)
                .increment();
    }

    /// The scan has asked for its work.
    void started(Lease lease) {
        times.started(lease, clock.instant()).start().ifPresent(startTimes::record);
    }

    /// The end of a job is safe in the journal.
    void ended(Lease lease, Diagnosis diagnosis) {
        String outcome = switch (diagnosis) {
            case Diagnosis.Completed _ -> "completed";
            case Diagnosis.Failed _ -> "failed";
            case Diagnosis.Fenced _ -> "lease_lost";
            case Diagnosis.ToldElsewhere _ -> "told_elsewhere";
        };
        times.ended(lease, clock.instant()).ifPresent(took -> Timer.builder("seltzer.agent.end.to.end")
                .description("From the claim to the end that is safe in the journal")
                .serviceLevelObjectives(STEPS)
                .tags("outcome", outcome)
                .register(registry)
                .record(took));
    }

    void journal(Journal.Backlog now) {
        backlog = now;
    }

    void delivery(EntryKind kind, Delivery outcome) {
        Counter.builder("seltzer.agent.deliveries")
                .description("Attempts to deliver an entry of the journal")
                .tags("kind", kind.path(), "outcome", word(outcome))
                .register(registry)
                .increment();
    }

    private double oldestSeconds() {
        Instant now = clock.instant();
        return backlog.oldest().map(oldest -> Duration.between(oldest, now).toMillis() / 1_000.0).orElse(0.0);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }

    private Timer timer(String name, String description, Duration... buckets) {
        return Timer.builder(name)
                .description(description)
                .serviceLevelObjectives(buckets)
                .register(registry);
    }
}
