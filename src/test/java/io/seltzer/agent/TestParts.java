package io.seltzer.agent;

import io.seltzer.agent.launch.JobLauncher;
import io.seltzer.health.EventLoopPulse;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.random.RandomGenerator;

/// What verticles of an agent share, for those that a test looks at alone.
final class TestParts {
    private TestParts() {}

    /// @param folder for the egress ledger
    static AgentParts of(Vertx vertx, AgentSettings settings, TypedBus bus, JobLauncher launcher, Path folder)
            throws IOException {
        Clock clock = Clock.systemUTC();
        Contact contact = new Contact(clock);
        EventLoopPulse pulse = EventLoopPulse.system();
        return new AgentParts(
                vertx,
                settings,
                new ControlPlane(
                        vertx,
                        settings,
                        Outbound.of(settings),
                        EgressLedger.open(folder.resolve("egress"), clock),
                        clock),
                bus,
                launcher,
                JobTokens.of(settings.apiKey()),
                contact,
                new AgentMetrics(settings.limits(), contact, launcher, pulse, clock),
                new ScanIds(),
                pulse,
                new Backoff(
                        settings.timings().backoffFirst(),
                        settings.timings().backoffMost(),
                        RandomGenerator.getDefault()),
                clock);
    }
}
