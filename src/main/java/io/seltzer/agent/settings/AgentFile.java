package io.seltzer.agent.settings;

import io.seltzer.agent.AgentSettings.Delivery;
import io.seltzer.agent.AgentSettings.Doors;
import io.seltzer.agent.AgentSettings.Limits;
import io.seltzer.agent.launch.kubernetes.KubernetesSettings;
import io.seltzer.config.Proxies;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a settings file says, with defaults for most of what it leaves out. The API key is never in it.
///
/// @param data folder of the replica
/// @param passEnvironment names of variables that scan processes get
/// @param proxy to the control plane; what the environment says counts when it is absent
/// @param authorities file with further certificate authorities as PEM
/// @param kubernetes where scans are Jobs of a cluster
public record AgentFile(
        Optional<URI> controlPlane,
        String name,
        Optional<Path> data,
        Limits limits,
        boolean stopScansOnExit,
        List<String> passEnvironment,
        Delivery delivery,
        Doors doors,
        Optional<Proxies> proxy,
        Optional<Path> authorities,
        Log log,
        Optional<KubernetesSettings> kubernetes) {

    static final String DEFAULT_NAME = "agent";
    static final int DEFAULT_HEALTH_PORT = 8081;

    /// What counts without a file.
    public static final AgentFile NONE = new AgentFile(
            Optional.empty(),
            DEFAULT_NAME,
            Optional.empty(),
            Limits.DEFAULT,
            false,
            List.of(),
            Delivery.GATEWAY,
            new Doors("127.0.0.1", 0, Optional.empty(), false, "127.0.0.1", DEFAULT_HEALTH_PORT),
            Optional.empty(),
            Optional.empty(),
            new Log(Optional.empty(), Optional.empty()),
            Optional.empty());

    /// @param format `text` or `json`
    /// @param level least level of lines, such as `info`
    public record Log(Optional<String> format, Optional<String> level) {}
}
