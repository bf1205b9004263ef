package io.seltzer.agent.settings;

import io.seltzer.agent.AgentSettings.Delivery;
import io.seltzer.agent.AgentSettings.Doors;
import io.seltzer.agent.AgentSettings.Limits;
import io.seltzer.agent.settings.AgentFile.Log;
import io.seltzer.config.ConfigReading;
import io.seltzer.config.ConfigSection;
import io.seltzer.config.Proxies;
import io.seltzer.yaml.Faults;
import io.seltzer.yaml.Position;
import io.seltzer.yaml.YamlNode;
import io.seltzer.yaml.YamlNode.YamlMap;
import io.seltzer.yaml.YamlReader;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Reads the settings file of an agent.
public final class AgentFileReader {
    private static final List<String> TOP = List.of(
            "controlPlane", "name", "capacity", "perDataSource", "data", "delivery", "gateway", "health",
            "stopScansOnExit", "passEnvironment", "proxy", "authorities", "log", "kubernetes");
    private static final List<String> GATEWAY = List.of("bind", "port", "url", "tls");
    private static final List<String> HEALTH = List.of("bind", "port");
    private static final List<String> LOG = List.of("format", "level");
    private static final List<String> HTTP = List.of("http", "https");
    private static final String EVERYWHERE = "0.0.0.0";
    private static final String LOOPBACK = "127.0.0.1";
    private static final int LAST_PORT = 65_535;
    private static final int GATEWAY_PORT = 8443;
    private static final int MOST_SCANS = 1_000;

    private final Function<String, Optional<String>> environment;

    /// @param environment looks up `${env.NAME}`, and what a pod is told of itself
    public AgentFileReader(Function<String, Optional<String>> environment) {
        this.environment = environment;
    }

    /// @param file name for messages
    public ConfigReading<AgentFile> read(String file, String text) {
        Faults faults = new Faults();
        Optional<AgentFile> value =
                YamlReader.read(file, text, faults).flatMap(root -> settings(file, root, faults));
        return value.isPresent() && !faults.hasErrors()
                ? new ConfigReading.Valid<>(value.get())
                : new ConfigReading.Faulty<>(faults.inOrder());
    }

    private Optional<AgentFile> settings(String file, YamlNode root, Faults faults) {
        if (!(root instanceof YamlMap map)) {
            faults.error(
                    "config.type",
                    "A settings file is a mapping with keys such as controlPlane; this is " + root.kind() + ".",
                    new Position(file, 0, 0));
            return Optional.empty();
        }
        ConfigSection top = new ConfigSection(map, environment, faults);
        top.allow(TOP);
        Log log = log(top);
        Delivery delivery = top.choice("delivery", Delivery.GATEWAY, Delivery.class);
        return Optional.of(new AgentFile(
                top.optionalText("controlPlane").flatMap(text -> url(top, "controlPlane", text)),
                name(top),
                path(top, "data"),
                new Limits(
                        top.number("capacity", Limits.DEFAULT.capacity(), 1, MOST_SCANS),
                        top.number("perDataSource", Limits.DEFAULT.perDataSource(), 1, MOST_SCANS)),
                top.truth("stopScansOnExit", false),
                top.list("passEnvironment"),
                delivery,
                doors(top, delivery),
                top.optionalSection("proxy").flatMap(AgentFileReader::proxy),
                path(top, "authorities"),
                log,
                top.optionalSection("kubernetes")
                        .map(section -> new KubernetesSection(environment, faults).read(section, log))));
    }

    private static String name(ConfigSection top) {
        String name = top.optionalText("name").orElse(AgentFile.DEFAULT_NAME);
        if (name.isBlank()) {
            top.fault("config.name", "name", "must not be empty.");
        }
        return name;
    }

    private static Doors doors(ConfigSection top, Delivery delivery) {
        boolean cluster = top.has("kubernetes");
        Optional<ConfigSection> gateway = top.optionalSection("gateway");
        Optional<ConfigSection> health = top.optionalSection("health");
        gateway.ifPresent(section -> section.allow(GATEWAY));
        health.ifPresent(section -> section.allow(HEALTH));
        Optional<URI> url = gateway.flatMap(
                section -> section.optionalText("url").flatMap(text -> url(section, "url", text)));
        boolean tls = gateway.map(section -> section.truth("tls", cluster)).orElse(cluster);
        if (cluster && delivery != Delivery.CLOUD && !gateway.map(section -> section.has("url")).orElse(false)) {
            top.fault(
                    "config.missing-key",
                    gateway.isPresent() ? "gateway" : "kubernetes",
                    "needs gateway.url: the address of the Service at which scan pods reach the agent.");
        }
        url.filter(address -> tls != address.getScheme().equals("https"))
                .ifPresent(_ -> gateway.ifPresent(section -> section.fault(
                        "config.gateway-url",
                        "url",
                        tls ? "must begin with https://, since the gateway speaks TLS." : "must begin with http://.")));
        return new Doors(
                bind(gateway, cluster),
                gateway.map(section -> section.number("port", cluster ? GATEWAY_PORT : 0, 0, LAST_PORT))
                        .orElse(cluster ? GATEWAY_PORT : 0),
                url,
                tls,
                bind(health, cluster),
                health.map(section -> section.number("port", AgentFile.DEFAULT_HEALTH_PORT, 0, LAST_PORT))
                        .orElse(AgentFile.DEFAULT_HEALTH_PORT));
    }

    /// In a cluster the kubelet and scan pods come from other addresses; elsewhere only processes of this computer do.
    private static String bind(Optional<ConfigSection> door, boolean cluster) {
        return door.flatMap(section -> section.optionalText("bind")).orElse(cluster ? EVERYWHERE : LOOPBACK);
    }

    private static Optional<Proxies> proxy(ConfigSection section) {
        section.allow(KubernetesNames.PROXY);
        Optional<URI> url = Proxies.address(section.text("url"));
        if (url.isEmpty()) {
            section.fault("config.url", "url", "must be the address of a proxy, such as http://proxy:3128.");
        }
        return url.map(address ->
                Proxies.of(address, section.optionalText("except").orElse("")));
    }

    private static Log log(ConfigSection top) {
        Optional<ConfigSection> log = top.optionalSection("log");
        log.ifPresent(section -> section.allow(LOG));
        return new Log(
                log.flatMap(section -> section.oneOf("format", List.of("text", "json"))),
                log.flatMap(section -> section.oneOf("level", List.of("error", "warn", "info", "debug", "trace"))));
    }

    private static Optional<URI> url(ConfigSection section, String key, String text) {
        try {
            URI url = URI.create(text.strip());
            if (url.getHost() != null && HTTP.contains(String.valueOf(url.getScheme()))) {
                return Optional.of(url);
            }
        } catch (IllegalArgumentException noUrl) {
            // Told below, as for an address without a host.
        }
        section.fault("config.url", key, "must begin with http:// or https:// and a host.");
        return Optional.empty();
    }

    private static Optional<Path> path(ConfigSection section, String key) {
        try {
            return section.optionalText(key).map(Path::of);
        } catch (InvalidPathException odd) {
            section.fault("config.path", key, "must be a path.");
            return Optional.empty();
        }
    }
}
