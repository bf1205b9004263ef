package io.seltzer.agent;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// The agent's numbers, for Prometheus. For any thread.
final class AgentMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter claims = counter("seltzer.agent.claims", "Claims answered by the control plane");
    private final Counter grants = counter("seltzer.agent.grants", "Instructions granted");
    private final Counter launches = counter("seltzer.agent.launches", "Scans launched");
    private final Counter launchFailures = counter("seltzer.agent.launch.failures", "Scans that could not be launched");
    private final AtomicInteger freeSlots = new AtomicInteger();
    private final AtomicInteger journal = new AtomicInteger();
    private final MultiGauge jobs = MultiGauge.builder("seltzer.agent.jobs")
            .description("Jobs in hand by state")
            .register(registry);

    enum Delivery {
        ACCEPTED,
        LEASE_LOST,
        REFUSED,
        POSTPONED
    }

    AgentMetrics(AgentSettings.Limits limits, Contact contact) {
        Gauge.builder("seltzer.agent.poll.age", contact, Contact::ageSeconds)
                .description("Seconds since the control plane last answered a poll")
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder("seltzer.agent.slots", limits, AgentSettings.Limits::capacity)
                .description("Most scans at once")
                .register(registry);
        Gauge.builder("seltzer.agent.slots.free", freeSlots, AtomicInteger::get)
                .description("Scans that could run besides those in hand")
                .register(registry);
        Gauge.builder("seltzer.agent.journal.entries", journal, AtomicInteger::get)
                .description("Entries that wait for their delivery")
                .register(registry);
    }

    PrometheusMeterRegistry registry() {
        return registry;
    }

    void claimed(int granted) {
        claims.increment();
        grants.increment(granted);
    }

    void freeSlots(int free) {
        freeSlots.set(free);
    }

    void jobs(Map<Assignment.Phase, Long> byPhase) {
        List<MultiGauge.Row<?>> rows = byPhase.entrySet().stream()
                .<MultiGauge.Row<?>>map(entry -> MultiGauge.Row.of(
                        Tags.of("state", entry.getKey().name().toLowerCase(Locale.ROOT)), entry.getValue()))
                .toList();
        jobs.register(rows, true);
    }

    void launched() {
        launches.increment();
    }

    void launchFailed() {
        launchFailures.increment();
    }

    void journal(int entries) {
        journal.set(entries);
    }

    void delivery(EntryKind kind, Delivery outcome) {
        registry.counter(
                        "seltzer.agent.deliveries",
                        Tags.of("kind", kind.path(), "outcome", outcome.name().toLowerCase(Locale.ROOT)))
                .increment();
    }

    private Counter counter(String name, String description) {
        return Counter.builder(name).description(description).register(registry);
    }
}
