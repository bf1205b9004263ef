package io.seltzer.agent;

import io.seltzer.cli.Running;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An agent with timings for tests, and the same as a program of its own that can be killed.
final class FastAgent {
    static final AgentSettings.Timings TIMINGS = new AgentSettings.Timings(
            Duration.ofMillis(20),
            Duration.ofSeconds(5),
            Duration.ofMillis(20),
            Duration.ofMillis(100),
            Duration.ofSeconds(60),
            Duration.ofMillis(50),
            Duration.ofMillis(500),
            Duration.ofMillis(500),
            Duration.ofSeconds(30),
            Duration.ofMillis(100),
            Duration.ofSeconds(10),
            Duration.ofSeconds(2));

    private FastAgent() {}

    static AgentSettings settings(URI controlPlane, Path data) {
        return settings(controlPlane, data, List.of(), false);
    }

    static AgentSettings settings(URI controlPlane, Path data, List<String> passEnvironment, boolean stopScansOnExit) {
        return new AgentSettings(
                controlPlane,
                FakeControlPlane.KEY,
                "agent",
                "1",
                data,
                AgentSettings.Limits.DEFAULT,
                new AgentSettings.Launch(FakeScan.command(), passEnvironment, stopScansOnExit, Optional.empty()),
                AgentSettings.Delivery.GATEWAY,
                AgentSettings.Doors.DEFAULT,
                AgentSettings.Outbound.DIRECT,
                Duration.ofSeconds(2),
                TIMINGS);
    }

    /// @param args control plane, data folder
    public static void main(String[] args) throws Exception {
        try (Running running = new Running()) {
            Agent agent = Agent.start(
                            Vertx.vertx(),
                            settings(URI.create(args[0]), Path.of(args[1])),
                            Map.of("PATH", "/usr/bin:/bin"))
                    .await();
            running.add(() -> agent.stop().await());
            System.out.println("started");
            running.await();
        }
        Runtime.getRuntime().halt(0);
    }

    static List<String> command(URI controlPlane, Path data) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                FastAgent.class.getName(),
                controlPlane.toString(),
                data.toString());
    }
}
