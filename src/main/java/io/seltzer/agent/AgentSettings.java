package io.seltzer.agent;

import io.seltzer.agent.launch.kubernetes.KubernetesSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Everything that an agent is told.
///
/// @param controlPlane base URL
/// @param name the same for all replicas of an agent
/// @param version of this program, shown by the control plane
/// @param data folder of this replica alone: jobs, journal, egress ledger, identity
/// @param longPoll most time to let a claim be held open; the control plane may say less
public record AgentSettings(
        URI controlPlane,
        ApiKey apiKey,
        String name,
        String version,
        Path data,
        Limits limits,
        Launch launch,
        Delivery delivery,
        Doors doors,
        Outbound outbound,
        Duration longPoll,
        Timings timings) {

    public AgentSettings {
        if (controlPlane.getHost() == null || !List.of("http", "https").contains(controlPlane.getScheme())) {
            throw new IllegalArgumentException("The control plane's URL begins with http:// or https:// and a host.");
        }
        if (name.isBlank()) {
            throw new IllegalArgumentException("An agent has a name.");
        }
    }

    /// With every default.
    ///
    /// @param command that runs a scan
    public static AgentSettings of(
            URI controlPlane, ApiKey apiKey, String name, String version, Path data, List<String> command) {
        return new AgentSettings(
                controlPlane,
                apiKey,
                name,
                version,
                data,
                Limits.DEFAULT,
                new Launch(command, List.of(), false, Optional.empty()),
                Delivery.GATEWAY,
                Doors.DEFAULT,
                Outbound.DIRECT,
                Duration.ofSeconds(25),
                Timings.DEFAULT);
    }

    public AgentSettings withLimits(Limits other) {
        return new AgentSettings(
                controlPlane, apiKey, name, version, data, other, launch, delivery, doors, outbound, longPoll, timings);
    }

    public AgentSettings withLaunch(Launch other) {
        return new AgentSettings(
                controlPlane, apiKey, name, version, data, limits, other, delivery, doors, outbound, longPoll, timings);
    }

    public AgentSettings withDoors(Doors other) {
        return new AgentSettings(
                controlPlane, apiKey, name, version, data, limits, launch, delivery, other, outbound, longPoll, timings);
    }

    public AgentSettings withDelivery(Delivery other) {
        return new AgentSettings(
                controlPlane, apiKey, name, version, data, limits, launch, other, doors, outbound, longPoll, timings);
    }

    public AgentSettings withOutbound(Outbound other) {
        return new AgentSettings(
                controlPlane, apiKey, name, version, data, limits, launch, delivery, doors, other, longPoll, timings);
    }

    /// How scans get their bundle, and whom they tell.
    public enum Delivery {
        /// The agent, for both.
        GATEWAY,
        /// The control plane, for both: the agent only launches and watches.
        CLOUD,
        /// The launcher puts the bundle beside the scan; the scan tells the agent.
        MOUNT
    }

    /// The agent's right to work for an organisation. Printing it shows no secret.
    public record ApiKey(String id, String secret) {
        @Override
        public String toString() {
            return "ApiKey[" + id + "]";
        }
    }

    /// @param capacity most scans at once
    /// @param perDataSource most scans of one data source at once
    public record Limits(int capacity, int perDataSource) {
        public static final Limits DEFAULT = new Limits(2, 2);

        public Limits {
            if (capacity < 1 || perDataSource < 1) {
                throw new IllegalArgumentException("Limits are at least 1.");
            }
        }
    }

    /// @param command that runs a scan
    /// @param passEnvironment names of the agent's own environment variables that scans get
    /// @param stopScansOnExit whether scans end with the agent; otherwise they run on and the next agent adopts them
    /// @param kubernetes where scans are Jobs of a cluster; otherwise they are processes, which `command` starts
    public record Launch(
            List<String> command,
            List<String> passEnvironment,
            boolean stopScansOnExit,
            Optional<KubernetesSettings> kubernetes) {
        public Launch {
            command = List.copyOf(command);
            passEnvironment = List.copyOf(passEnvironment);
            if (command.isEmpty()) {
                throw new IllegalArgumentException("A launcher has a command.");
            }
        }
    }

    /// Where the agent listens.
    ///
    /// @param gatewayHost for scan processes
    /// @param gatewayPort 0 for any free one, which is kept over restarts, since scans outlive the agent
    /// @param gatewayUrl at which scan processes reach the gateway, when it is another than host and port
    /// @param gatewayTls whether the gateway speaks TLS, with a certificate of the agent's own
    /// @param healthPort 0 for any free one
    public record Doors(
            String gatewayHost,
            int gatewayPort,
            Optional<URI> gatewayUrl,
            boolean gatewayTls,
            String healthHost,
            int healthPort) {
        public static final Doors DEFAULT = new Doors("127.0.0.1", 0, Optional.empty(), false, "127.0.0.1", 0);
    }

    /// The way to the control plane.
    ///
    /// @param proxy `http://[user:password@]host:port`
    /// @param authorities file with certificate authorities as PEM, which count besides the usual ones
    public record Outbound(Optional<URI> proxy, Optional<Path> authorities) {
        public static final Outbound DIRECT = new Outbound(Optional.empty(), Optional.empty());

        /// A proxy's address may hold a password.
        @Override
        public String toString() {
            return "Outbound[" + proxy.map(URI::getHost).orElse("direct") + ", " + authorities + "]";
        }
    }

    /// @param minPoll least time between two claims that granted nothing
    /// @param request most time for a request, beyond what it may be held open
    /// @param backoffFirst wait after a first failure; doubles
    /// @param backoffMost longest wait
    /// @param heartbeatValid how long a scan may go on without another heartbeat
    /// @param observe how often to look for ends of jobs that the system does not tell
    /// @param reconcile how often to compare everything with the launcher's list
    /// @param stopGrace between telling a scan to end and ending it
    /// @param startLimit in which a scan process must have asked for its work
    /// @param deadlineGrace how long past its deadline a scan may take to end itself
    /// @param drain most time to wait for launches and scans when the agent stops
    /// @param flush most time to deliver what is left when the agent stops
    public record Timings(
            Duration minPoll,
            Duration request,
            Duration backoffFirst,
            Duration backoffMost,
            Duration heartbeatValid,
            Duration observe,
            Duration reconcile,
            Duration stopGrace,
            Duration startLimit,
            Duration deadlineGrace,
            Duration drain,
            Duration flush) {

        /// Drain and flush together stay under 20 s.
        public static final Timings DEFAULT = new Timings(
                Duration.ofSeconds(1),
                Duration.ofSeconds(20),
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                Duration.ofSeconds(60),
                Duration.ofSeconds(1),
                Duration.ofSeconds(60),
                Duration.ofSeconds(8),
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                Duration.ofSeconds(12),
                Duration.ofSeconds(5));
    }
}
